package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServiceTest {
  private static final long SECOND = 1_000_000_000L;

  private static HttpResponse<String> get(Service service, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + service.port() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void answersProbesWithoutABodyAndKnowsNothingElse() throws IOException, InterruptedException {
    Service service = new Service(0);
    assertEquals(204, get(service, "/health").statusCode());
    assertEquals("sample\n", get(service, "/").body());
    assertEquals(404, get(service, "/other").statusCode());
    service.stop();
  }

  @Test
  void stopsAtOnceWhereNothingIsOpen() throws IOException {
    Service service = new Service(0);
    long begin = System.nanoTime();
    service.stop();
    assertTrue(System.nanoTime() - begin < SECOND);
    assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", service.port()));
  }

  @Test
  void endsWhatIsOpenAndTakesNothingNewWhenToldToStop() throws Exception {
    Service service = new Service(0);
    int port = service.port();
    try (Socket open = new Socket("127.0.0.1", port)) {
      // The service has the request's head and waits for its body.
      String head = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n";
      open.getOutputStream().write((head + "a").getBytes(StandardCharsets.US_ASCII));
      Thread.sleep(200);
      Thread stop = Thread.ofVirtual().start(service::stop);
      Thread.sleep(200);
      assertTrue(stop.isAlive());
      assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port));
      long begin = System.nanoTime();
      open.getOutputStream().write('b');
      String answer = new String(open.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(answer.startsWith("HTTP/1.1 200 OK"), answer);
      stop.join();
      assertTrue(System.nanoTime() - begin < SECOND);
    }
  }
}
