from django.urls import path

from erp.kernel.flows.rest.processes import CancelProcessView, PictureView, ProcessesView, ProcessView
from erp.kernel.flows.rest.tasks import VERBS, TasksView, TaskView

urlpatterns = [
    path("tasks/", TasksView.as_view(), name="flows-tasks"),
    path("tasks/<int:pk>/", TaskView.as_view(), name="flows-task"),
    *(path(f"tasks/<int:pk>/{name}/", view, name=f"flows-task-{name}") for name, view in VERBS.items()),
    path("processes/", ProcessesView.as_view(), name="flows-processes"),
    path("processes/<int:pk>/", ProcessView.as_view(), name="flows-process"),
    path("processes/<int:pk>/picture/", PictureView.as_view(), name="flows-process-picture"),
    path("processes/<int:pk>/cancel/", CancelProcessView.as_view(), name="flows-process-cancel"),
]
