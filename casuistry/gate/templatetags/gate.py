from django import template

from casuistry.gate.categories import category_name

register = template.Library()
register.filter("category_name", category_name)
