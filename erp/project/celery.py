"""The Celery application; settings are the kernel's (`erp.kernel.workers`)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "erp.project.settings")

from erp.kernel.workers.configuration import configure

app = Celery("aesthetix")
configure(app)
