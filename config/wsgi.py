"""The door for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("HUIQI_IMPATIENT", "1")  # whoever asks here waits for a page
application = get_wsgi_application()

# What was loaded stays: the collector looks at what a request made, and less often. A twelfth of the processor.
gc.freeze()
gc.set_threshold(20_000, 20, 50)
