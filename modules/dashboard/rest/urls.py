from django.urls import path

from modules.dashboard.rest.views import BoardView, ProofView

urlpatterns = [
    path("board/", BoardView.as_view(), name="dashboard-board"),
    path("proof/<str:code>/", ProofView.as_view(), name="dashboard-proof"),
]
