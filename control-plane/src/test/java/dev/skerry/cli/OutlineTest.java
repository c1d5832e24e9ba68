package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
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
}
