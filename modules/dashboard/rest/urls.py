from django.urls import path

from modules.dashboard.rest.views import AlertsView, BoardView, ProofView

urlpatterns = [
    path("board/", BoardView.as_view(), name="dashboard-board"),
    path("alerts/<str:code>/", AlertsView.as_view(), name="dashboard-alerts"),
    path("proof/<str:code>/", ProofView.as_view(), name="dashboard-proof"),
]
