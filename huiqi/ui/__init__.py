"""The design system: what every page of Huiqi is made of (界面 interface).

Components, forms, formats and slots; seen and explained in the gallery at ``/ui/``. Pages extend ``ui/base.html`` and
use the tags of ``templatetags/ui.py``; they write no CSS, no script and no input of their own. ``ui`` knows no subject:
navigation, account and everything that leads elsewhere reach it as context variables or through a slot (``ports``).
"""
