from django.apps import AppConfig


class CourseChangeConfig(AppConfig):
    name = "workflows.course_change"
    label = "course_change"

    def ready(self) -> None:
        from workflows.course_change import flow, listeners  # noqa: F401
