package dev.skerry.edge.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.testing.RecordedViewer;
import dev.skerry.edge.testing.RecordedViewer.Answer;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoSiteTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final DemoSite site = new DemoSite(InstantSource.fixed(NOON));

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8, max-age=60",
    "/style.css, text/css; charset=utf-8, max-age=3600",
    "/demo.js, text/javascript; charset=utf-8, max-age=3600",
    "/island.svg, image/svg+xml, 'max-age=31536000, immutable'",
    "/tide.json, application/json, 'max-age=20, stale-while-revalidate=40'",
    "/clock, text/plain; charset=utf-8, no-store"
  })
  void eachResourceSaysHowItMayBeCached(String path, String type, String cacheControl)
      throws Exception {
    Answer answer = RecordedViewer.ask(site, request("GET", path), "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.fields().first("content-type")).isEqualTo(type);
    assertThat(answer.fields().first("cache-control")).isEqualTo(cacheControl);
    assertThat(answer.content()).isNotEmpty();
  }

  @Test
  void theTideCarriesTagsAndTheTimeAtWhichItWasMade() throws Exception {
    Answer answer = RecordedViewer.ask(site, request("GET", "/tide.json"), "");
    assertThat(answer.fields().first("surrogate-key")).isEqualTo("tide sea");
    assertThat(answer.content()).isEqualTo("{\"made_at\": \"2026-01-01T12:00:00Z\"}\n");
  }

  @Test
  void aValidatorThatStillHoldsIsAnsweredWith304() throws Exception {
    Fields first = RecordedViewer.ask(site, request("GET", "/"), "").fields();
    String tag = Objects.requireNonNull(first.first("etag"));
    Request again = request("GET", "/");
    again.fields().add("if-none-match", tag);
    Answer answer = RecordedViewer.ask(site, again, "");
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.hasContent()).isFalse();
  }

  @Test
  void aHeadRequestGetsTheLengthAndNoContent() throws Exception {
    Answer answer = RecordedViewer.ask(site, request("HEAD", "/clock"), "");
    assertThat(answer.fields().first("content-length")).isEqualTo("21");
    assertThat(answer.hasContent()).isFalse();
  }

  @Test
  void otherMethodsAndPathsAreRefused() throws Exception {
    assertThat(RecordedViewer.ask(site, request("POST", "/clock"), "x").status()).isEqualTo(405);
    assertThat(RecordedViewer.ask(site, request("GET", "/nowhere"), "").status()).isEqualTo(404);
  }

  @Test
  void thePageRefersToNothingThatIsNotHere() throws Exception {
    String page = RecordedViewer.ask(site, request("GET", "/"), "").content();
    Matcher link = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page);
    int links = 0;
    for (; link.find(); links++) {
      Request request = request("GET", link.group(1));
      assertThat(RecordedViewer.ask(site, request, "").status()).as(link.group(1)).isEqualTo(200);
    }
    assertThat(links).isGreaterThan(3);
  }

  private static Request request(String method, String path) {
    return new Request(method, "http", "127.0.0.1", path, null, new Fields());
  }
}
