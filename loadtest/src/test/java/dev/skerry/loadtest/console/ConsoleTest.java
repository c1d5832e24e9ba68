package dev.skerry.loadtest.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.admin.AdminToken;
import dev.skerry.loadtest.harness.NeedsTools;
import dev.skerry.loadtest.harness.SkerryProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a node that serves the demo site, in headless Chromium; skipped without it. */
@NeedsTools("chromium")
class ConsoleTest {
  private static final Path PICTURES = Path.of("target", "console");
  private static final List<String> SECTIONS =
      List.of("Live", "Edges", "Purge", "Configuration", "Audit", "Explain");

  @TempDir Path home;
  private SkerryProcess skerry;
  private Tab tab;

  @BeforeEach
  void start() throws IOException {
    skerry = SkerryProcess.start(List.of());
    tab = Tab.open(home);
    tab.look(1280, 900, false);
  }

  @AfterEach
  void stop() {
    tab.close();
    skerry.close();
  }

  @Test
  void aTokenOpensIt() throws IOException {
    tab.visit(skerry.admin().resolve("/"));
    tab.awaitText("Sign in");
    tab.picture(PICTURES.resolve("sign-in.png"));
    tab.type("skerry_wrong-0123456789012345678901234567890123456789");
    tab.press("Enter");
    tab.awaitText("no such token is in force");
    tab.type(token());
    tab.press("Enter");
    tab.awaitText("Requests per second");
  }

  @Test
  void everySectionWorksByKeyboardOnAPhoneAndInTheDark() throws IOException {
    signIn();
    visitDemo();
    tab.await("document.querySelector('.tile-value')");
    // The first is there already: chosen again, it would take the focus from the next.
    for (String section : SECTIONS.subList(1, SECTIONS.size())) {
      choose(section);
      tab.await("document.querySelector('h1').textContent === '" + section + "'");
      tab.await("document.querySelectorAll('main .card').length > 0");
    }
    for (String section : SECTIONS) {
      choose(section);
      tab.await("document.title.startsWith('" + section + "')");
      tab.look(1280, 900, false);
      tab.picture(PICTURES.resolve(section + ".png"));
      tab.look(390, 800, true);
      tab.await("document.documentElement.scrollWidth <= 390");
      tab.picture(PICTURES.resolve(section + "-phone-dark.png"));
    }
    assertThat(tab.complaints()).isEmpty();
  }

  @Test
  void aPurgeCanBeTriedAndOrdered() throws IOException {
    signIn();
    visitDemo();
    choose("Purge");
    tab.await("document.querySelector('textarea')");
    tab.value("document.querySelectorAll('textarea')[2].focus()");
    tab.type(skerry.http().getAuthority() + "/");
    click("Dry run");
    tab.awaitText("stored responses in memory would go");
    click("Purge");
    tab.awaitText("Purge 1");
    tab.awaitText("prefixes: " + skerry.http().getAuthority() + "/");
    tab.picture(PICTURES.resolve("purged.png"));
    assertThat(tab.complaints()).isEmpty();
  }

  @Test
  void whyAUrlIsCachedIsExplained() throws IOException {
    signIn();
    visitDemo();
    choose("Explain");
    tab.await("document.querySelector('main input')");
    tab.value("document.querySelector('main input').focus()");
    tab.type(skerry.http() + "/");
    tab.press("Enter");
    tab.awaitText("rule");
    tab.picture(PICTURES.resolve("explained.png"));
    assertThat(tab.complaints()).isEmpty();
  }

  @Test
  void nothingOfAnotherOriginRunsInIt() {
    tab.visit(skerry.admin().resolve("/"));
    tab.value(
        """
        new Promise((done) => {
          document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective));
          const script = document.createElement('script');
          script.src = 'http://127.0.0.2:1/evil.js';
          document.head.append(script);
        })
        """);
    assertThat(tab.complaints().toString()).contains("Content Security Policy");
  }

  private String token() throws IOException {
    return AdminToken.read(skerry.data().resolve("admin-token"));
  }

  private void signIn() throws IOException {
    tab.visit(skerry.admin().resolve("/"));
    tab.awaitText("Sign in");
    tab.type(token());
    tab.press("Enter");
    tab.awaitText("Sign out");
  }

  /** Goes to a section by its link, with the keyboard. */
  private void choose(String section) {
    tab.value(
        "[...document.querySelectorAll('nav a')].find((a) => a.textContent === '%s').focus()"
            .formatted(section));
    tab.press("Enter");
  }

  private void click(String button) {
    tab.value(
        "[...document.querySelectorAll('button')].find((b) => b.textContent === '%s').click()"
            .formatted(button));
  }

  private void visitDemo() throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (URI page : List.of(skerry.http().resolve("/"), skerry.http().resolve("/missing"))) {
        client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
