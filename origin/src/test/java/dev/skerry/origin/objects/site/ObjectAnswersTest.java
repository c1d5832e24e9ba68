package dev.skerry.origin.objects.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Encryption;
import dev.skerry.origin.objects.StorageClass;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.row.Octets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered with an object: its fields, conditions, ranges and lifetime. */
class ObjectAnswersTest {
  private static final String DIGITS = "0123456789";
  private static final String ETAG = '"' + SiteUnderTest.md5(DIGITS.getBytes(UTF_8)) + '"';
  private static final String MODIFIED = "Thu, 01 Jan 2026 01:00:00 GMT";

  @TempDir private Path folder;
  private SiteUnderTest site;

  @BeforeEach
  void open() throws IOException {
    site = new SiteUnderTest(folder);
    site.put("digits", DIGITS, Traits.PLAIN);
    site.time.advance(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void allThatWasStoredWithAnObjectIsToldAndNothingOfTheStores() {
    site.put(
        "page",
        "<p>",
        SiteUnderTest.with(
            "content-type", "text/html",
            "content-encoding", "identity",
            "content-language", "en",
            "content-disposition", "inline",
            "x-amz-meta-colour", "blue é"));
    SiteUnderTest.Answer answer = site.get("/page");
    assertThat(answer.fields())
        .isEqualTo(
            Fields.of(
                "content-type", "text/html",
                "content-encoding", "identity",
                "content-language", "en",
                "content-disposition", "inline",
                "x-amz-meta-colour", "=?UTF-8?B?Ymx1ZSDDqQ==?=",
                "skerry-cache-control", "max-age=31536000",
                "cache-control", "no-cache",
                "last-modified", "Thu, 01 Jan 2026 01:01:00 GMT",
                "etag", '"' + SiteUnderTest.md5("<p>".getBytes(UTF_8)) + '"',
                "accept-ranges", "bytes",
                "surrogate-key", "o:site/page"));
    assertThat(site.get("/digits").field("content-type")).isEqualTo("binary/octet-stream");
  }

  @ParameterizedTest
  @CsvSource({
    "cache-control, 'public, max-age=60'",
    "cache-control, no-store",
    "expires, 'Fri, 02 Jan 2026 00:00:00 GMT'",
  })
  void aLifetimeOfTheObjectsOwnIsLeftAsItIs(String name, String value) {
    site.put("own", "x", SiteUnderTest.with(name, value));
    String etag = String.valueOf(site.get("/own").field("etag"));
    for (SiteUnderTest.Answer answer :
        new SiteUnderTest.Answer[] {site.get("/own"), site.get("/own", "if-none-match", etag)}) {
      assertThat(answer.fields().all(name)).containsExactly(value);
      assertThat(answer.field("skerry-cache-control")).isNull();
      assertThat(answer.fields().count("cache-control") + answer.fields().count("expires"))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          if-none-match,       ETAG,                            304
          if-none-match,       W/ETAG,                          304
          if-none-match,       *,                               304
          if-none-match,       '"other", ETAG',                 304
          if-none-match,       '"other"',                       200
          if-modified-since,   'Thu, 01 Jan 2026 01:00:00 GMT', 304
          if-modified-since,   'Thu, 01 Jan 2026 00:59:59 GMT', 200
          if-modified-since,   yesterday,                       200
          if-match,            ETAG,                            200
          if-match,            *,                               200
          if-match,            '"other"',                       412
          if-unmodified-since, 'Thu, 01 Jan 2026 01:00:00 GMT', 200
          if-unmodified-since, 'Thu, 01 Jan 2026 00:59:59 GMT', 412
          """)
  void conditionsAreKept(String name, String value, int status) {
    for (String method : new String[] {"GET", "HEAD"}) {
      SiteUnderTest.Answer answer =
          site.ask(method, "site", "/digits", name, value.replace("ETAG", ETAG));
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.tags()).isEqualTo("o:site/digits");
      if (status == 304) {
        assertThat(answer.told()).isZero();
        assertThat(answer.field("etag")).isEqualTo(ETAG);
        assertThat(answer.field("last-modified")).isEqualTo(MODIFIED);
        assertThat(answer.field("skerry-cache-control")).isEqualTo("max-age=31536000");
      } else if (status == 412) {
        assertThat(answer.field("cache-control")).isEqualTo("no-store");
      }
    }
  }

  @Test
  void conditionsAreNotForWhatIsAnsweredInsteadOfAnObject() {
    site.put("404.html", "docs/index.html");
    SiteUnderTest.Answer missing =
        site.get("/no/", "if-none-match", "*", "range", "bytes=0-1", "if-match", "\"x\"");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.content()).isEqualTo("404.html");
    assertThat(missing.field("etag")).isNull();
    assertThat(missing.field("last-modified")).isNull();
    assertThat(missing.field("accept-ranges")).isNull();
    assertThat(site.get("/docs", "if-none-match", "*").status()).isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          bytes=2-4,     206, 234,        bytes 2-4/10
          bytes=7-,      206, 789,        bytes 7-9/10
          bytes=-2,      206, 89,         bytes 8-9/10
          bytes=0-99,    206, 0123456789, bytes 0-9/10
          bytes=10-,     416, -,          bytes */10
          bytes=-0,      416, -,          bytes */10
          'bytes=0-1,3', 200, 0123456789, -
          bytes=4-2,     200, 0123456789, -
          lines=1-2,     200, 0123456789, -
          """)
  void aRangeIsAnsweredWithAPart(
      String range, int status, @Nullable String content, @Nullable String of) {
    SiteUnderTest.Answer answer = site.get("/digits", "range", range);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.field("content-range")).isEqualTo(of);
    assertThat(answer.tags()).isEqualTo("o:site/digits");
    if (content == null) {
      assertThat(answer.field("cache-control")).isEqualTo("no-store");
    } else {
      assertThat(answer.content()).isEqualTo(content);
    }
    SiteUnderTest.Answer head = site.ask("HEAD", "site", "/digits", "range", range);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.told()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "ETAG, 206",
    "W/ETAG, 200",
    "'\"other\"', 200",
    "'Thu, 01 Jan 2026 01:00:00 GMT', 206",
    "'Thu, 01 Jan 2026 01:00:01 GMT', 200",
    "never, 200",
  })
  void aRangeUnderAConditionIsAPartOnlyOfWhatTheConditionNames(String condition, int status) {
    String value = condition.replace("ETAG", ETAG);
    assertThat(site.get("/digits", "range", "bytes=1-1", "if-range", value).status())
        .isEqualTo(status);
    site.put("new", DIGITS, Traits.PLAIN);
    SiteUnderTest.Answer fresh = site.get("/new");
    assertThat(
            site.get(
                    "/new",
                    "range",
                    "bytes=1-1",
                    "if-range",
                    String.valueOf(fresh.field("last-modified")))
                .status())
        .as("the date of an object that may change in the same second")
        .isEqualTo(200);
  }

  @Test
  void whatTheStoreEncryptedIsReadable() {
    for (int size : new int[] {1, 1_000, 200_000}) {
      String content = "x".repeat(size - 1) + "y";
      site.put("sealed", content, Traits.PLAIN, Sealing.STORE, Encryption.STORE);
      assertThat(site.get("/sealed").content()).isEqualTo(content);
      assertThat(site.get("/sealed", "range", "bytes=-1").content()).isEqualTo("y");
    }
  }

  @Test
  void noAnswerKeepsContentLongerThanItIsSent() {
    String content = "a".repeat(1_000);
    site.put("large", content, Traits.PLAIN);
    site.put("404.html", content, Traits.PLAIN);
    site.put("moved", content, SiteUnderTest.redirecting("/"));
    Sealing sealing = new Sealing.Customer(Octets.owning(new byte[32]));
    site.put("sealed", content, Traits.PLAIN, sealing, Encryption.customer("digest"));
    assertThat(site.files()).isEqualTo(4);
    assertThat(site.get("/large").content()).isEqualTo(content);
    assertThat(site.ask("HEAD", "site", "/large").told()).isEqualTo(1_000);
    assertThat(site.get("/large", "if-none-match", "*").status()).isEqualTo(304);
    assertThat(site.get("/large", "if-match", "\"x\"").status()).isEqualTo(412);
    assertThat(site.get("/large", "range", "bytes=2000-").status()).isEqualTo(416);
    assertThat(site.get("/no").content()).isEqualTo(content);
    assertThat(site.ask("HEAD", "site", "/no").told()).isEqualTo(1_000);
    assertThat(site.get("/moved").status()).isEqualTo(301);
    assertThat(site.get("/sealed").status()).isEqualTo(403);
    for (String key : List.of("large", "404.html", "moved", "sealed")) {
      site.delete(key);
    }
    assertThat(site.files()).isZero();
  }

  @Test
  void anArchivedObjectIsAnsweredWhileItIsRestoredAndStoredNoLonger() {
    site.put("cold", "ice", Traits.PLAIN.withStorageClass(StorageClass.GLACIER));
    assertThat(site.get("/cold").status()).isEqualTo(403);
    site.restore("cold", Duration.ofHours(2));
    SiteUnderTest.Answer restored = site.get("/cold");
    assertThat(restored.content()).isEqualTo("ice");
    assertThat(restored.field("skerry-cache-control")).isEqualTo("max-age=7200");
    assertThat(site.get("/cold", "if-none-match", "*").field("skerry-cache-control"))
        .isEqualTo("max-age=7200");
    site.time.advance(Duration.ofHours(2));
    assertThat(site.get("/cold").status()).isEqualTo(403);
  }

  @Test
  void anObjectUnderANamedKeyIsAnsweredWhileThatIsKnown() {
    Sealing sealing = new Sealing.Customer(SiteUnderTest.KEY);
    site.put("known", "content", Traits.PLAIN, sealing, Encryption.named("known"));
    site.put("gone", "content", Traits.PLAIN, sealing, Encryption.named("gone"));
    assertThat(site.get("/known").content()).isEqualTo("content");
    assertThat(site.get("/gone").status()).isEqualTo(403);
  }

  @Test
  void anEmptyObjectIsAnswered() {
    site.put("empty", "", Traits.PLAIN);
    assertThat(site.get("/empty").status()).isEqualTo(200);
    assertThat(site.get("/empty").told()).isZero();
    assertThat(site.get("/empty", "range", "bytes=0-").status()).isEqualTo(416);
  }
}
