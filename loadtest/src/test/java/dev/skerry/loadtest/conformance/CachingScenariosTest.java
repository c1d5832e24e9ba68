package dev.skerry.loadtest.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.loadtest.harness.RawConnection;
import dev.skerry.loadtest.harness.RawResponse;
import dev.skerry.loadtest.harness.RecordingOrigin;
import dev.skerry.loadtest.harness.SkerryProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the published suite does not ask yet: targeted fields and interim responses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachingScenariosTest {
  private final Map<String, List<String>> fields = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final RecordingOrigin origin = RecordingOrigin.start((seen, _, out) -> answer(seen, out));
  private final SkerryProcess edge = SkerryProcess.start(List.of("--to", origin.uri().toString()));

  @AfterAll
  void stop() throws IOException {
    edge.close();
    origin.close();
  }

  /** RFC 9213 §2.2: the targeted field alone decides, if it is a valid structured field. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yes | CDN-Cache-Control: max-age=3600
          yes | CDN-Cache-Control: max-age=2147483648
          yes | CDN-Cache-Control: max-age=99999999999
          yes | CDN-Cache-Control: foobar, max-age=3600
          yes | CDN-Cache-Control: max-age=3600; Expires: Thu, 01 Jan 1970 00:00:00 GMT
          yes | CDN-Cache-Control: max-age=3600; Expires: 0
          yes | CDN-Cache-Control: max-age=3600; Cache-Control: max-age=1; Age: 10
          yes | CDN-Cache-Control: max-age=10000; Cache-Control: no-store
          yes | CDN-Cache-Control: max-age=10000; Cache-Control: private
          yes | CDN-Cache-Control: max-age=10000; Cache-Control: no-cache; Pragma: no-cache
          no  | CDN-Cache-Control: max-age=3600; Age: 7200
          no  | CDN-Cache-Control: max-age=0
          no  | CDN-Cache-Control: max-age=0; Expires: Fri, 01 Jan 2100 00:00:00 GMT
          no  | CDN-Cache-Control: max-age=1; Cache-Control: max-age=3600; Age: 10
          no  | CDN-Cache-Control: private; Cache-Control: max-age=10000
          no  | CDN-Cache-Control: no-cache; Cache-Control: max-age=10000
          no  | CDN-Cache-Control: no-store; Cache-Control: max-age=10000
          no  | CDN-Cache-Control: max-age=10000, &&&&&; Cache-Control: no-store
          no  | CDN-Cache-Control: max-age="10000"; Cache-Control: no-store
          no  | CDN-Cache-Control: max-age =100; Cache-Control: max-age=1; Age: 10
          no  | CDN-Cache-Control: max-age= 100; Cache-Control: max-age=1; Age: 10
          yes | CDN-Cache-Control: &&&&&; Cache-Control: max-age=3600
          yes | CDN-Cache-Control: max-age=1; CDN-Cache-Control: max-age=3600; Age: 10
          """)
  void aTargetedFieldGoesBeforeCacheControl(String reused, String response) throws IOException {
    String target = "/targeted/" + number.incrementAndGet();
    fields.put(target, List.of(response.split("; ", -1)));
    get(target);
    get(target);
    assertThat(requestsSeen(target)).isEqualTo(reused.equals("yes") ? 1 : 2);
  }

  @ParameterizedTest
  @CsvSource({"102", "103"})
  void anInterimResponsePassesAndTheFinalOneIsStored(int status) throws IOException {
    String target = "/interim/" + status;
    fields.put(target, List.of("Cache-Control: max-age=3600"));
    RawResponse first = get(target);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.interim()).containsExactly(status);
    RawResponse second = get(target);
    assertThat(second.content()).isEqualTo(first.content());
    assertThat(second.interim()).isEmpty();
    assertThat(requestsSeen(target)).isEqualTo(1);
  }

  private RawResponse get(String target) throws IOException {
    try (RawConnection viewer = RawConnection.open(edge.http())) {
      return viewer.get(target);
    }
  }

  private long requestsSeen(String target) {
    return origin.seen().stream().filter(seen -> seen.target().equals(target)).count();
  }

  private void answer(RecordingOrigin.Seen seen, OutputStream out) throws IOException {
    StringBuilder response = new StringBuilder();
    if (seen.target().startsWith("/interim/")) {
      response.append(
          "HTTP/1.1 %s Interim\r\nLink: </s.css>; rel=preload\r\n\r\n"
              .formatted(seen.target().substring("/interim/".length())));
    }
    response.append("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nDate: ");
    response.append(
        DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC)));
    for (String field : fields.getOrDefault(seen.target(), List.of())) {
      response.append("\r\n").append(field);
    }
    out.write(response.append("\r\n\r\nhello").toString().getBytes(StandardCharsets.ISO_8859_1));
  }
}
