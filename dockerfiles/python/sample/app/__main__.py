"""The program: PORT says where it listens, 8080 unless given."""

import os

from app.service import Service, serve

with Service(int(os.environ.get("PORT", "8080"))) as service:
    print("listening on", service.server_port)
    serve(service)
print("stopped")
