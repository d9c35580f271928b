package sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A service that does nothing but what each must: answer its probes, and stop when it is told to. */
final class Service {
  /** How long requests may still take after the signal to stop. Kubernetes kills after 30 seconds unless told otherwise. */
  static final int DRAIN_SECONDS = 10;

  private final HttpServer server;

  /** Listens at once, on any free port where it is 0. */
  Service(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", Service::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Takes nothing new and lets open requests end, for DRAIN_SECONDS at most. */
  void stop() {
    server.stop(DRAIN_SECONDS);
  }

  /** {@code /} for people, {@code /health} for probes and load balancers. */
  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      switch (exchange.getRequestURI().getPath()) {
        case "/" -> {
          byte[] body = "sample\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
        }
        case "/health" -> exchange.sendResponseHeaders(204, -1);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }
}
