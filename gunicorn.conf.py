"""Web server settings; every value can be overridden on gunicorn's command line."""

import multiprocessing
import os

pythonpath = "site"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count() * 2 + 1))
threads = int(os.environ.get("WEB_THREADS", "4"))
# A worker is replaced now and then so that a slow leak never becomes an outage.
max_requests = 5000
max_requests_jitter = 500
timeout = 30
graceful_timeout = 20
keepalive = 5
limit_request_line = 8190
