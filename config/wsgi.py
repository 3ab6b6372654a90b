"""The door for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What was loaded stays: the collector looks at what a request made, and less often. A twelfth of the processor.
gc.freeze()
gc.set_threshold(20_000, 20, 50)
