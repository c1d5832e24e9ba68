package dev.skerry.loadtest.site;

import dev.skerry.loadtest.harness.Command;
import dev.skerry.loadtest.harness.Tools;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Headless Chromium with an empty profile in a home of its own. */
final class Chromium {
  private static final Duration VISIT = Duration.ofSeconds(60);

  private final Path home;

  /**
   * A browser that has never been used.
   *
   * @param home an empty folder
   */
  Chromium(Path home) {
    this.home = home;
  }

  /** Makes it trust an authority, as a user does who installs a certificate. */
  void trust(Path authority) throws IOException {
    Path database = Files.createDirectories(home.resolve(".pki/nssdb"));
    certutil(database, "-N", "--empty-password");
    certutil(database, "-A", "-n", "edge", "-t", "C,,", "-i", authority.toString());
  }

  private static void certutil(Path database, String... arguments) {
    List<String> command = new ArrayList<>(List.of("certutil", "-d", "sql:" + database));
    command.addAll(List.of(arguments));
    Command.of(command.toArray(String[]::new)).run(VISIT);
  }

  /** Visits the page and returns its document as it is after its scripts have run. */
  String document(URI page) throws IOException {
    return visit(page, "--dump-dom");
  }

  /** Visits the page and keeps a picture of it. */
  void screenshot(URI page, Path picture) throws IOException {
    visit(page, "--screenshot=" + picture);
  }

  private String visit(URI page, String what) throws IOException {
    List<String> command = new ArrayList<>(List.of(Tools.path("chromium")));
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=900,600",
            "--virtual-time-budget=15000",
            "--user-data-dir=" + Files.createTempDirectory(home, "profile"),
            what));
    command.add(page.toString());
    return Command.of(command.toArray(String[]::new))
        .with(Map.of("HOME", home.toString()))
        .run(VISIT);
  }
}
