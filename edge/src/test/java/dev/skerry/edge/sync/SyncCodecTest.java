package dev.skerry.edge.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.fuzz.Fuzzer;
import dev.skerry.edge.observe.HandlerLine;
import dev.skerry.edge.observe.HandlerLines;
import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.edge.purge.Expression;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.sync.EdgeVitals.SiteVitals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a control plane and an edge say to each other, line by line. */
class SyncCodecTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/skerry/edge/sync");

  private static List<Directive> directives() throws Exception {
    Purge all =
        new Purge(
            7,
            1_700_000_000_000L,
            "shop",
            List.of(
                new Selector.Url("example.com/a?b=c"),
                new Selector.Url("example.com/ü"),
                new Selector.Tag("t:ITEMS/\"1\""),
                new Selector.Prefix("example.com/img/"),
                new Selector.Host("example.com:8443"),
                new Selector.Matching(Expression.parse("status >= 500 and age > 1h"))),
            true);
    Purge everything = new Purge(9, 2, null, List.of(new Selector.Everything()), false);
    return List.of(
        new Directive.Welcome("cp-1", 1_700_000_000_123L, 41, 1_700_000_000_007L, 5_000),
        new Directive.Configure(
            3,
            new Bundle(
                "skerry.yaml",
                "sites:\n  - hosts: a.example\n",
                Map.of("key.pem", new byte[] {0, -1, 10}, "a.pem", new byte[0]),
                Map.of("URL_KEY", "s3cret\n"))),
        new Directive.Order(all),
        new Directive.Order(everything),
        new Directive.Forgotten(12, 34),
        new Directive.Current(41),
        new Directive.Beat(1_700_000_005_123L),
        new Directive.Count(5, new Purge(1, 3, null, List.of(new Selector.Tag("x")), false)),
        new Directive.Tail(6, new HandlerTail.Asked("pages", -1, 60_000, 10_000)),
        new Directive.Offer(new ScheduledRun("tidy", "*/5 * * * *", 1_700_000_100_000L)),
        new Directive.Begin(new ScheduledRun("tidy", "*/5 * * * *", 1_700_000_100_000L)),
        new Directive.Revoked());
  }

  private static List<Report> reports() {
    List<Long> latencies = Collections.nCopies(SiteVitals.LATENCY_BOUNDS_MICROS.size() + 1, 2L);
    return List.of(
        new Report.Applied(41),
        new Report.InForce(3, List.of("/listen", "/cache/disk")),
        new Report.Refused(4, List.of("skerry.yaml:1:1: is nothing")),
        new Report.Counted(5, 17, -1),
        new Report.Lines(
            6,
            new HandlerLines(
                List.of(
                    new HandlerLine(
                        3, "0a1b", "viewer-request", "r-1", "info", "p.js:3", "ü \"x\""),
                    new HandlerLine(4, "0a1b", "", "", "error", "", "")),
                17,
                2)),
        new Report.Offered(new ScheduledRun("tidy", "0 3 * * mon", 1_700_000_100_000L), true),
        new Report.Ran(new ScheduledRun("tidy", "0 3 * * mon", 1_700_000_100_000L), "wall-time"),
        new Report.Vitals(
            new EdgeVitals(
                9,
                8,
                "ready",
                7,
                6,
                5,
                4,
                3,
                "",
                new EdgeVitals.HandlerVitals(2, 1),
                List.of(new SiteVitals("shop", 6, 5, 4, 3, 2, latencies)))));
  }

  @Test
  void every_directive_is_written_as_the_golden_file_says_and_read_again() throws Exception {
    StringBuilder written = new StringBuilder();
    for (Directive directive : directives()) {
      byte[] line = SyncCodec.write(directive);
      written.append(new String(line, UTF_8));
      assertThat(SyncCodec.write(SyncCodec.directive(line))).isEqualTo(line);
      if (!(directive instanceof Directive.Configure)) {
        assertThat(SyncCodec.directive(line)).isEqualTo(directive);
      }
    }
    golden("directives.ndjson", written.toString());
  }

  @Test
  void every_report_is_written_as_the_golden_file_says_and_read_again() throws Exception {
    StringBuilder written = new StringBuilder();
    for (Report report : reports()) {
      byte[] line = SyncCodec.write(report);
      written.append(new String(line, UTF_8));
      assertThat(SyncCodec.report(line)).isEqualTo(report);
    }
    golden("reports.ndjson", written.toString());
    assertThat(SyncCodec.reports(written.toString().getBytes(UTF_8))).isEqualTo(reports());
  }

  private static void golden(String name, String text) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("skerry.golden"))) {
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  @Test
  void a_bundle_keeps_its_octets() throws Exception {
    Bundle bundle = new Bundle("x.json", "{}", Map.of("f", new byte[] {1, 2, -128}), Map.of());
    Bundle read = SyncCodec.bundle(SyncCodec.write(bundle));
    assertThat(read.file("f")).containsExactly(1, 2, -128);
    assertThat(read.document()).isEqualTo("{}");
  }

  @Test
  void hello_is_a_query_and_back() throws Exception {
    Hello hello = new Hello("0.1 &=ü", "cp/1", 3, "ab12", 41, 99, true, 1_700_000_000_000L);
    String query = HelloForm.query(hello);
    assertThat(query)
        .isEqualTo(
            "software=0.1+%26%3D%C3%BC&control_plane=cp%2F1&version=3&content=ab12"
                + "&applied=41&applied_at_millis=99&holds=true&started_at_millis=1700000000000");
    assertThat(HelloForm.read(query)).isEqualTo(hello);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"beat"}                                  | /now_millis: expected a whole number
          {"type":"beat","now_millis":-1}                  | /now_millis: expected a whole number
          {"type":"beat","now_millis":1.5}                 | /now_millis: expected a whole number
          {"type":"beat","now_millis":99999999999999999999} | /now_millis: expected a whole number
          {"type":"beat","now_millis":"1"}                 | /now_millis: expected a whole number
          {"type":"beat","now_millis":1,"x":2}             | /x: nobody expects it
          {"type":"beat","now_millis":1,"now_millis":1}    | not JSON: Duplicate
          {"type":"beat","now_millis":1} {}                | not JSON: Trailing
          {"type":"tick"}                                  | /type: no directive is called 'tick'
          {"type":"purge","sequence":0}                    | /sequence: expected a whole number
          {"type":"count","question":1,"at_millis":1,"soft":true} | a purge of nothing
          {"type":"count","question":1,"at_millis":1,"soft":1,"tags":["a"]} | /soft: expected true
          {"type":"count","question":1,"at_millis":1,"soft":true,"tags":[1]} | /tags: expected string
          {"type":"count","question":1,"at_millis":1,"soft":true,"tags":[""]} | /tags: tag: expected 1
          {"type":"count","question":1,"at_millis":1,"soft":true,"expression":"("} | /expression:
          {"type":"configure","version":1,"bundle":3}      | /bundle: expected an object, found 3
          []                                               | expected an object
          {                                                | not JSON
          """)
  void what_is_no_directive_is_refused_with_the_place(String line, String problem) {
    assertThatThrownBy(() -> SyncCodec.directive(line.getBytes(UTF_8)))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining(problem.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          {"type":"purge","sequence":4,"at_millis":5,"soft":true}                          | -
          {"type":"purge","sequence":4,"at_millis":5,"site":"shop","soft":1,"tags":["a"]}  | shop
          {"type":"purge","sequence":4,"at_millis":5,"site":"shop","soft":true,"tags":[1]} | shop
          {"type":"purge","sequence":4,"at_millis":5,"site":"shop","soft":true,"tags":[""]} | shop
          {"type":"purge","sequence":4,"at_millis":5,"soft":true,"expression":"newer()"}   | -
          {"type":"purge","sequence":4,"at_millis":5,"site":7,"soft":true,"tags":["a"]}    | -
          {"type":"purge","sequence":4,"at_millis":5,"soft":true,"tags":["a"],"newer":1}   | -
          """)
  void what_a_purge_selects_that_cannot_be_read_is_its_whole_site(String line, String site)
      throws Exception {
    assertThat(SyncCodec.directive(line.getBytes(UTF_8)))
        .isEqualTo(
            new Directive.Order(new Purge(4, 5, site, List.of(new Selector.Everything()), false)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          software=1 | 'control_plane': expected
          software=1&software=2 | 'software' is there twice
          x=1 | unknown parameter 'x'
          software=%zz | 'software':
          software=1&control_plane=&version=-1 | 'version': expected a whole number
          """)
  void what_is_no_hello_is_refused(String query, String problem) {
    assertThatThrownBy(() -> HelloForm.read(query))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining(problem.strip());
  }

  @Test
  void a_purge_with_two_expressions_has_no_form() throws Exception {
    Selector matching = new Selector.Matching(Expression.parse("status == 200"));
    Purge purge = new Purge(1, 1, null, List.of(matching, matching), false);
    assertThatThrownBy(() -> SyncCodec.write(new Directive.Order(purge)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_line_that_is_too_long_is_neither_written_nor_read() {
    byte[] tooLong = new byte[SyncCodec.LINE_BYTES_MAX + 1];
    assertThatThrownBy(() -> SyncCodec.directive(tooLong)).isInstanceOf(SyncException.class);
    assertThatThrownBy(() -> new LineReader(new ByteArrayInputStream(tooLong)).next())
        .isInstanceOf(SyncException.class);
    Bundle large = new Bundle("x", "", Map.of("f", new byte[13 << 20]), Map.of());
    assertThatThrownBy(() -> SyncCodec.write(new Directive.Configure(1, large)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_stream_that_ends_within_a_line_says_so() throws Exception {
    LineReader lines = new LineReader(new ByteArrayInputStream("a\n\nbc\nd".getBytes(UTF_8)));
    assertThat(lines.next()).isEqualTo("a".getBytes(UTF_8));
    assertThat(lines.next()).isEqualTo("bc".getBytes(UTF_8));
    assertThatThrownBy(lines::next).isInstanceOf(SyncException.class);
  }

  @Test
  void join_tokens_are_texts_and_back_and_tell_no_secret() {
    JoinToken token = new JoinToken("0f".repeat(32), "secret-secret_01");
    assertThat(JoinToken.parse(token.text())).isEqualTo(token);
    assertThat(token.toString()).doesNotContain("secret-");
    for (String wrong : List.of("", "skerry-join-", token.text() + "!", "x" + token.text())) {
      assertThatThrownBy(() -> JoinToken.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("no join token");
    }
  }

  @Test
  void whatever_a_line_holds_it_is_understood_or_refused() {
    Fuzzer.of("sync-line", "\"type\"", "\"soft\"", "null", "1e9", "{", "}", "[", "]", "\\u0000")
        .run(SyncCodecTest::understoodOrRefused);
  }

  private static void understoodOrRefused(byte[] line) {
    try {
      Directive directive = SyncCodec.directive(line);
      byte[] again = SyncCodec.write(directive);
      assertThat(SyncCodec.write(SyncCodec.directive(again))).isEqualTo(again);
    } catch (SyncException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
    try {
      Report report = SyncCodec.report(line);
      assertThat(SyncCodec.report(SyncCodec.write(report))).isEqualTo(report);
    } catch (SyncException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }
}
