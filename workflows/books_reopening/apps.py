from django.apps import AppConfig


class BooksReopeningConfig(AppConfig):
    name = "workflows.books_reopening"
    label = "books_reopening"

    def ready(self) -> None:
        from workflows.books_reopening import flow, listeners  # noqa: F401
