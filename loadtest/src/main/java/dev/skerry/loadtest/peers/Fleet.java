package dev.skerry.loadtest.peers;

import dev.skerry.loadtest.terminal.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The origin and the servers in front of it, started once and running until all is measured. */
final class Fleet implements AutoCloseable {
  private static final Map<String, Integer> SIZES =
      Map.of("1k", 1 << 10, "10k", 10 << 10, "100k", 100 << 10, "1m", 1 << 20, "10m", 10 << 20);

  private final Path home;
  private final Path work;
  private final Cores cores;
  private final Map<Peer, Server> servers = new LinkedHashMap<>();
  private final Server origin;

  /** Starts an origin; {@code home} is the project's folder, {@code work} one for all files. */
  Fleet(Path home, Path work, Cores cores) throws IOException, InterruptedException {
    this.home = home;
    this.work = work;
    this.cores = cores;
    writeFiles();
    writeCertificate();
    HandlerJar.write(
        home.resolve("loadtest/peers/handlers/HeaderHandler.java"),
        work.resolve("shared/headers.jar"));
    origin = startOrigin();
  }

  Server origin() {
    return origin;
  }

  Server of(Peer peer) {
    Server server = servers.get(peer);
    if (server == null) {
      throw new IllegalStateException(peer.name() + " was not started");
    }
    return server;
  }

  private void writeFiles() throws IOException {
    Path files = Files.createDirectory(work.resolve("files"));
    Random random = new Random(1);
    for (Map.Entry<String, Integer> size : SIZES.entrySet()) {
      byte[] content = new byte[size.getValue()];
      random.nextBytes(content);
      Files.write(files.resolve(size.getKey()), content);
    }
    Files.writeString(files.resolve("text.100k"), text(random, 100 << 10));
  }

  /** Words that compress as prose does. */
  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(Integer.toString(random.nextInt(2000), 36)).append(' ');
    }
    return text.substring(0, length);
  }

  private void writeCertificate() throws IOException, InterruptedException {
    Path shared = Files.createDirectory(work.resolve("shared"));
    Path certificate = shared.resolve("certificate.pem");
    Path key = shared.resolve("key.pem");
    Programs.output(
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "30",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString()));
    Files.writeString(
        shared.resolve("both.pem"), Files.readString(certificate) + Files.readString(key));
    Programs.output(List.of("chmod", "-R", "a+rX", work.toString()));
  }

  private Server startOrigin() throws IOException, InterruptedException {
    Path folder = Files.createDirectory(work.resolve("origin"));
    Map<String, String> values = Server.places(shared(), folder);
    values.put("files", work.resolve("files").toString());
    Path conf = folder.resolve("nginx.conf");
    Files.writeString(conf, Template.fill(template("origin.nginx.conf"), values));
    List<String> command =
        List.of(
            "nginx", "-p", folder.toString(), "-e", folder + "/error.log", "-c", conf.toString());
    Server started = Server.start("the origin", cores.forLoad(command), values);
    Probe.awaitReady(started, "/1k/0");
    return started;
  }

  /** Starts a server in front of the origin and waits until it answers. */
  void start(Peer peer) throws IOException, InterruptedException {
    Path folder = Files.createDirectory(work.resolve(peer.name()));
    Map<String, String> values = Server.places(shared(), folder);
    values.put("origin", port(origin));
    values.put("shared", work.resolve("shared").toString());
    for (Map.Entry<String, String> own : peer.values().entrySet()) {
      values.put(own.getKey(), Template.fill(own.getValue(), values));
    }
    for (String name : peer.folders()) {
      Files.createDirectories(folder.resolve(name));
    }
    for (Map.Entry<String, String> file : peer.files().entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.writeString(target, Template.fill(template(file.getValue()), values));
    }
    if (!peer.user().isEmpty()) {
      Programs.output(List.of("chown", "-R", peer.user(), folder.toString()));
    }
    List<String> command = Template.fill(peer.command(), values);
    Server server = Server.start(peer.name(), cores.forServer(peer.cores(), command), values);
    servers.put(peer, server);
    Probe.awaitReady(server, "/1k/0");
  }

  /** The version that a server tells of itself. */
  String version(Peer peer) {
    return Programs.firstLine(Template.fill(peer.version(), shared()));
  }

  private Map<String, String> shared() {
    Map<String, String> values = new HashMap<>();
    values.put("home", home.toString());
    values.put("user", System.getProperty("user.name", "nobody"));
    return values;
  }

  private String template(String name) throws IOException {
    Path file = home.resolve("loadtest/peers").resolve(name);
    if (!Files.isReadable(file)) {
      throw Stop.failed("no template " + file);
    }
    return Files.readString(file);
  }

  private static String port(Server server) {
    String url = server.url(Wire.HTTP1, "");
    return url.substring(url.lastIndexOf(':') + 1);
  }

  @Override
  public void close() {
    servers.values().forEach(Server::close);
    origin.close();
  }
}
