package dev.skerry.loadtest.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Debian's nginx as a process of a test, in a folder of its own, with the servers a test writes.
 */
public final class Nginx implements AutoCloseable {
  private final ChildProcess process;
  private final Path folder;

  private Nginx(ChildProcess process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param http what stands in the block {@code http}; {@code @FOLDER@} is its folder
   */
  public static Nginx start(int port, String http) {
    try {
      Path parent = Files.createDirectories(Path.of("target", "nginx").toAbsolutePath());
      Path folder = Files.createTempDirectory(parent, "nginx");
      Path file = folder.resolve("nginx.conf");
      Files.writeString(file, (HEAD + http + "}\n").replace("@FOLDER@", folder.toString()));
      ChildProcess process =
          ChildProcess.start(
              "nginx",
              new ProcessBuilder(
                  List.of(
                      Tools.path("nginx"),
                      "-p",
                      folder.toString(),
                      "-e",
                      folder.resolve("error.log").toString(),
                      "-c",
                      file.toString())));
      try {
        FreePort.awaitListening(port, Duration.ofSeconds(10), process);
      } catch (AssertionError e) {
        process.close();
        throw e;
      }
      return new Nginx(process, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String HEAD =
      """
      user root;
      daemon off;
      worker_processes 1;
      pid @FOLDER@/nginx.pid;
      error_log @FOLDER@/error.log;
      events { worker_connections 8192; }
      http {
        access_log off;
        sendfile on;
        client_max_body_size 0;
        client_body_temp_path @FOLDER@/body;
        proxy_temp_path @FOLDER@/proxy;
        fastcgi_temp_path @FOLDER@/fastcgi;
        uwsgi_temp_path @FOLDER@/uwsgi;
        scgi_temp_path @FOLDER@/scgi;
      """;

  /** The process that serves. */
  public long workerPid() {
    return ProcessHandle.of(process.pid()).stream()
        .flatMap(ProcessHandle::children)
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nginx has no worker"));
  }

  /** Asks it to finish what is in flight and to end. */
  void quit() {
    Command.of("kill", "-QUIT", Long.toString(process.pid())).run(Duration.ofSeconds(5));
  }

  /** The folder with its configuration, error log and temporary files. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    process.close();
  }
}
