"""The face of the dashboard: nobody stands above it but the workflows, and they ask nothing of it."""

__all__: list[str] = []
