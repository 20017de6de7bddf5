"""How the service is served: two sync workers that share what was loaded before they were made."""

import os
from typing import Any

from fqa_forms.app import warm_up

bind = f"{os.environ.get('FQA_BIND', '127.0.0.1')}:{os.environ.get('PORT', '5000')}"
workers = 2
preload_app = True
control_socket_disable = True
loglevel = "warning"

DEMO_ACCOUNTS = (
    ("ssw@demo.test", "supervising social worker"),
    ("manager@demo.test", "team manager"),
    ("head@demo.test", "head of service"),
    ("auditor@demo.test", "auditor"),
    ("iro@demo.test", "independent reviewing officer"),
    ("admin@demo.test", "administrator"),
)


def when_ready(server: Any) -> None:
    """Load what all workers share, then say where the service is and who can sign in."""
    warm_up(server.app.wsgi())
    print(f"\nFQA Forms is ready at http://{bind}  (Ctrl+C stops it)", flush=True)
    if os.environ.get("FQA_DEMO") == "1":
        print("Demonstration accounts, all with the password demo-only:")
        for address, who in DEMO_ACCOUNTS:
            print(f"  {address:20} {who}", flush=True)
