"""The real server: it starts, answers, and reads a body that is too large to its end."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A gunicorn with its own database; gives its port."""
    port, folder = free_port(), tmp_path_factory.mktemp("server")
    environ = {**os.environ, "FQA_DEMO": "1", "DATABASE_URL": f"sqlite:///{folder / 'server.db'}", "PORT": str(port)}
    command = [sys.executable, "-m", "flask", "--app", "fqa_forms.app", "db", "upgrade"]
    subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True)
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "fqa_forms.app:create_app()"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        wait_until_ready(port, process)
        yield port
        process.terminate()


def wait_until_ready(port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Return once the server answers; fail with what it printed if it stops instead."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stdout and process.stdout.read().decode()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError(f"nothing answered on port {port} in {seconds} s")


def send(port: int, method: str, address: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, address, body or None, headers)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def test_the_server_shows_the_sign_in_page(server: int) -> None:
    status, page = send(server, "GET", "/sign-in")
    assert status == 200
    assert "Sign in" in page


def test_a_body_of_fifty_megabytes_gets_a_page_that_can_be_read(server: int) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    status, page = send(server, "POST", "/sign-in", b"email=" + b"x" * (50 * MEGABYTE), **kind)
    assert status == 413
    assert "That is too much to send at once" in page


@pytest.mark.parametrize("address", ["/" + "x" * 9000, "/\x01", "/%zz"])
def test_addresses_that_are_none_are_refused(server: int, address: str) -> None:
    with socket.create_connection(("127.0.0.1", server), timeout=60) as connection:
        connection.sendall(f"GET {address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        status = connection.recv(100).split()[1]
    assert status[:1] == b"4"


def test_a_body_cut_off_leaves_the_server_answering(server: int) -> None:
    with socket.create_connection(("127.0.0.1", server), timeout=60) as connection:
        connection.sendall(b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nemail=")
    assert send(server, "GET", "/health")[0] == 200
