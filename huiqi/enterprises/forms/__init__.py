"""Forms of enterprises: registering one, claiming one, its people."""
