from django.urls import path

from erp.kernel.screens.views import MenuView, ScreenView

urlpatterns = [
    path("screens/", MenuView.as_view(), name="menu"),
    path("screens/<str:noun>/", ScreenView.as_view(), name="screen"),
]
