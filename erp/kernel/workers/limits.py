"""How Celery runs here. Tried against killed workers and brokers: nothing lost, nothing doubled (docs/decisions).

Redis holds no truth: a lost message is found again by the sweeper, a doubled one finds its delivery ticked.
"""

from typing import Any, Final

VISIBILITY_TIMEOUT_SECONDS: Final = 300  # an unacknowledged message comes back after this
HARD_LIMIT_SECONDS: Final = 240  # so every task must have ended before
SOFT_LIMIT_SECONDS: Final = 210
SWEEP_SECONDS: Final = 15
HEARTBEAT_SECONDS: Final = 10
QUEUE: Final = "erp"
HEARTBEAT_QUEUE: Final = "heartbeat"  # of its own: a worker that is merely busy must not look dead
QUEUES: Final = (QUEUE, HEARTBEAT_QUEUE)  # taken in turn

CELERY_SETTINGS: Final[dict[str, Any]] = {
    "task_serializer": "json",
    "accept_content": ["json"],
    "enable_utc": True,
    "task_default_queue": QUEUE,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_ignore_result": True,
    "task_time_limit": HARD_LIMIT_SECONDS,
    "task_soft_time_limit": SOFT_LIMIT_SECONDS,
    "task_publish_retry": True,
    "task_publish_retry_policy": {"max_retries": 2, "interval_start": 0.05, "interval_step": 0.1, "interval_max": 0.2},
    "worker_prefetch_multiplier": 1,
    "worker_cancel_long_running_tasks_on_connection_loss": True,
    "worker_hijack_root_logger": False,
    "worker_send_task_events": False,
    "worker_enable_remote_control": False,
    "broker_connection_retry_on_startup": True,
    "broker_connection_timeout": 3,
    "broker_transport_options": {
        "visibility_timeout": VISIBILITY_TIMEOUT_SECONDS,
        "unacked_restore_throttle": 1,
        "socket_timeout": 5,
        "socket_connect_timeout": 3,
        "retry_on_timeout": True,
    },
}
