from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


@login_required
def workspace(request: HttpRequest) -> HttpResponse:
    return render(request, "home/workspace.html")


def search_page(request: HttpRequest) -> HttpResponse:
    return render(request, "home/search.html")


def status(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})
