package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutlineTest {
  @Test
  void whatIsWithinAnObjectOrAListIsIndented() {
    StringWriter out = new StringWriter();
    Outline.print(
        JsonMapper.shared()
            .readTree(
                """
                {"state":"ready","disk":null,"urls":["http://a","http://b"],"cache":{"budget_bytes":1},
                 "failing":[{"chore":"expiry","failures":3},{"chore":"past","failures":1}]}
                """),
        new PrintWriter(out, true));
    assertThat(out)
        .hasToString(
            """
            state    ready
            disk     -
            urls     http://a, http://b
            cache
              budget bytes  1
            failing
              - chore     expiry
                failures  3
              - chore     past
                failures  1
            """);
  }

  @Test
  void changesThatNoSiteAsksForAreOneLineThatSaysSo() {
    String sources =
        "{\"state\":\"ready\",\"changes\":{\"sources\":[{\"asked\":%s,\"lag_ms\":0}]}}";
    assertThat(shown(sources.formatted(true))).contains("lag ms  0");
    assertThat(shown(sources.formatted(false)))
        .isEqualTo(
            """
            state    ready
            changes  not followed: no site asks for them with purged-by, and no tables and buckets are here without --api
            """);
  }

  private static String shown(String status) {
    StringWriter out = new StringWriter();
    JsonNode shown = StatusCommand.shortened(JsonMapper.shared().readTree(status));
    Outline.print(shown, new PrintWriter(out, true));
    return out.toString();
  }
}
