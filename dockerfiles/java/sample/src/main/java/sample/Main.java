package sample;

import java.io.IOException;

/** The program: PORT says where it listens, 8080 unless given. */
final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    String port = System.getenv().getOrDefault("PORT", "8080");
    Service service = new Service(Integer.parseInt(port));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service)));
    System.out.println("listening on " + service.port());
  }

  /** The JVM answers SIGTERM by its hooks, also as process 1, and then ends with 143 as if it had been killed: 0 takes halt. */
  private static void stop(Service service) {
    service.stop();
    System.out.println("stopped");
    Runtime.getRuntime().halt(0);
  }
}
