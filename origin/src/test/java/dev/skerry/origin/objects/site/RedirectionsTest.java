package dev.skerry.origin.objects.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.objects.Encryption;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.row.Octets;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where sites send who asks, by their configuration and by their objects. */
class RedirectionsTest {
  private static final String INDEX = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";

  @TempDir private Path folder;
  private SiteUnderTest site;

  @BeforeEach
  void open() throws IOException {
    site = new SiteUnderTest(folder);
    site.put("index.html", "docs/one.html", "there.html", "404.html");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private void rules(String... conditionsAndRedirects) {
    StringBuilder rules = new StringBuilder(INDEX).append("<RoutingRules>");
    for (int i = 0; i < conditionsAndRedirects.length; i += 2) {
      rules.append("<RoutingRule>");
      if (!conditionsAndRedirects[i].isEmpty()) {
        rules.append("<Condition>").append(conditionsAndRedirects[i]).append("</Condition>");
      }
      rules.append("<Redirect>").append(conditionsAndRedirects[i + 1]).append("</Redirect>");
      rules.append("</RoutingRule>");
    }
    site.configure(rules.append("</RoutingRules>").toString());
  }

  private static String prefix(String prefix) {
    return "<KeyPrefixEquals>" + prefix + "</KeyPrefixEquals>";
  }

  private static String error(int status) {
    return "<HttpErrorCodeReturnedEquals>" + status + "</HttpErrorCodeReturnedEquals>";
  }

  private void leads(String path, int status, String location, String tags) {
    SiteUnderTest.Answer answer = site.get(path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.field("location")).isEqualTo(location);
    assertThat(answer.content()).isEmpty();
    assertThat(answer.tags()).isEqualTo(tags);
    assertThat(answer.field("skerry-cache-control")).isEqualTo("max-age=31536000");
    assertThat(answer.field("cache-control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @CsvSource({
    "'',                           /docs/one.html, //www.example.com/docs/one.html",
    "<Protocol>https</Protocol>,   /,              https://www.example.com/",
    "<Protocol>http</Protocol>,    /%C3%A9//a%20b, http://www.example.com/%C3%A9//a%20b",
    "<Protocol>https</Protocol>,   //evil.test/,   https://www.example.com//evil.test/",
  })
  void allRequestsMayBeSentToAnotherHost(String protocol, String path, String location) {
    site.configure(
        "<RedirectAllRequestsTo><HostName>www.example.com</HostName>"
            + protocol
            + "</RedirectAllRequestsTo>");
    leads(path, 301, location, "o:site/");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          <ReplaceKeyPrefixWith>documents/</ReplaceKeyPrefixWith>, 301, /documents/one.html
          <ReplaceKeyPrefixWith></ReplaceKeyPrefixWith>, 301, /one.html
          <ReplaceKeyWith>gone.html</ReplaceKeyWith>, 301, /gone.html
          <ReplaceKeyWith>a b.html</ReplaceKeyWith>, 301, /a%20b.html
          <HostName>example.com</HostName>, 301, //example.com/docs/one.html
          <HttpRedirectCode>307</HttpRedirectCode><ReplaceKeyWith>x</ReplaceKeyWith>, 307, /x
          <Protocol>https</Protocol><HostName>e.com</HostName>, 301, https://e.com/docs/one.html
          <Protocol>https</Protocol>, 301, /docs/one.html
          """)
  void aRuleSendsWhoAsksForKeysThatBeginSo(String redirect, int status, String location) {
    rules(prefix("docs/"), redirect);
    leads("/docs/one.html", status, location, "o:site/");
    assertThat(site.get("/there.html").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com, www.example.com",
    "www.example.com:8080, www.example.com",
    "[2001:db8::1]:8080, [2001:db8::1]",
    "[2001:db8::1], [2001:db8::1]",
  })
  void aRuleThatChangesTheProtocolNamesTheHostThatTheViewerAskedWithoutThePortOfTheOther(
      String asked, String host) {
    rules(prefix("docs/"), "<Protocol>https</Protocol>");
    assertThat(site.get("/docs/one.html", "x-forwarded-host", asked).field("location"))
        .isEqualTo("https://" + host + "/docs/one.html");
  }

  @Test
  void aRuleForAnErrorCountsOnlyWhereThereIsThatError() {
    rules(
        error(403),
        "<ReplaceKeyWith>forbidden</ReplaceKeyWith>",
        prefix("docs/") + error(404),
        "<ReplaceKeyWith>docs.html</ReplaceKeyWith>",
        error(404),
        "<HostName>old.example.com</HostName>"
            + "<ReplaceKeyPrefixWith>report-404/</ReplaceKeyPrefixWith>");
    assertThat(site.get("/docs/one.html").status()).isEqualTo(200);
    leads(
        "/docs/two.html",
        301,
        "/docs.html",
        "o:site/docs/two.html o:site/docs/two.html/index.html");
    leads("/docs/", 301, "/docs.html", "o:site/docs/index.html");
    leads("/no/", 301, "//old.example.com/report-404/no/", "o:site/no/index.html");
  }

  @Test
  void theFirstRuleThatFitsCounts() {
    rules(
        prefix("docs/one"),
        "<ReplaceKeyWith>first</ReplaceKeyWith>",
        prefix("docs/"),
        "<ReplaceKeyWith>second</ReplaceKeyWith>",
        "",
        "<HostName>example.com</HostName>");
    leads("/docs/one.html", 301, "/first", "o:site/");
    leads("/docs/two.html", 301, "/second", "o:site/");
    leads("/", 301, "//example.com/", "o:site/");
  }

  @Test
  void noPathLeadsToAnotherHost() {
    rules(prefix("old/"), "<ReplaceKeyPrefixWith></ReplaceKeyPrefixWith>");
    leads("/old//evil.test/a", 301, "/%2Fevil.test/a", "o:site/");
    leads("/old/%5C%5Cevil.test", 301, "/%5C%5Cevil.test", "o:site/");
    leads("/old/%0D%0Aset-cookie:a", 301, "/%0D%0Aset-cookie%3Aa", "o:site/");
    site.put("/evil.test/index.html");
    leads("//evil.test", 302, "/%2Fevil.test/", "o:site//evil.test o:site//evil.test/index.html");
  }

  @ParameterizedTest
  @CsvSource({
    "/there.html, /there.html",
    "https://example.com/a?b#c, https://example.com/a?b#c",
    "http://example.com/ü x, http://example.com/%FC%20x",
  })
  void anObjectMaySendWhoAsksForIt(String to, String location) {
    site.put("moved", "", SiteUnderTest.redirecting(to));
    leads("/moved", 301, location, "o:site/moved");
    site.put("docs/index.html", "", SiteUnderTest.redirecting(to));
    leads("/docs/", 301, location, "o:site/docs/index.html");
  }

  @Test
  void rulesCountBeforeWhatObjectsSay() {
    site.put("docs/moved", "", SiteUnderTest.redirecting("/a"));
    rules(prefix("docs/"), "<ReplaceKeyPrefixWith>b/</ReplaceKeyPrefixWith>");
    leads("/docs/moved", 301, "/b/moved", "o:site/");
  }

  @Test
  void anObjectUnderACustomersKeyIsForbiddenOrAsARuleForThatSays() {
    Sealing sealing = new Sealing.Customer(Octets.owning(new byte[32]));
    site.put("sealed", "secret", Traits.PLAIN, sealing, Encryption.customer("digest"));
    SiteUnderTest.Answer answer = site.get("/sealed");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.content()).contains("SSE-C");
    assertThat(answer.tags()).isEqualTo("o:site/sealed");
    assertThat(answer.field("cache-control")).isEqualTo("no-store");
    assertThat(answer.field("skerry-cache-control")).isNull();
    rules(error(403), "<ReplaceKeyWith>there.html</ReplaceKeyWith>");
    leads("/sealed", 301, "/there.html", "o:site/sealed");
  }

  @Test
  void aForbiddenObjectIsAnsweredWithTheErrorDocumentWhereOneIsConfigured() {
    Sealing sealing = new Sealing.Customer(Octets.owning(new byte[32]));
    site.put("sealed", "secret", Traits.PLAIN, sealing, Encryption.customer("digest"));
    site.put("4xx.html", "sorry", SiteUnderTest.with("cache-control", "max-age=5", "expires", "0"));
    site.configure(INDEX + "<ErrorDocument><Key>4xx.html</Key></ErrorDocument>");
    SiteUnderTest.Answer answer = site.get("/sealed");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.content()).isEqualTo("sorry");
    assertThat(answer.tags()).isEqualTo("o:site/4xx.html o:site/sealed");
    assertThat(answer.fields().all("cache-control")).containsExactly("no-store");
    assertThat(answer.field("expires")).isNull();
    site.configure(INDEX + "<ErrorDocument><Key>sealed</Key></ErrorDocument>");
    assertThat(site.get("/no/").content()).contains("404 Not Found");
  }
}
