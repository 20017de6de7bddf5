"""Logs as JSON lines on standard error: what was asked of the service and how it went, never what was said.

A line holds a view's name, a status, a duration and a user's number. Texts, names and addresses
of records never come here; tests/views/test_logs.py walks the service with marked words to show it.
"""

import logging
import sys
from time import perf_counter

import structlog
from flask import Flask, Response, g, request
from flask_login import current_user


def join(app: Flask, level: str) -> None:
    """Log each request when it is answered; `level` is a name such as INFO."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping().get(level, logging.INFO)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    app.before_request(_start_clock)
    app.after_request(_log_request)


def log_fault(kind: str, place: str) -> None:
    """Log a fault of ours by its kind and its place in the code."""
    structlog.get_logger().error("fault", kind=kind, place=place, endpoint=request.endpoint)


def place_of(error: BaseException) -> str:
    """Where in the code an error was raised."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"


def _start_clock() -> None:
    g.started = perf_counter()


def _log_request(response: Response) -> Response:
    if request.endpoint != "static":
        structlog.get_logger().info(
            "request",
            endpoint=request.endpoint,
            method=request.method,
            status=response.status_code,
            milliseconds=round((perf_counter() - g.get("started", perf_counter())) * 1000, 1),
            user=current_user.id if current_user.is_authenticated else None,
        )
    return response
