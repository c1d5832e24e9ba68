package dev.skerry.loadtest.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadResultTest {
  @TempDir Path folder = Path.of("");

  @Test
  void theFilesHoldWhatWasMeasured() throws Exception {
    result(1000, 0, 0.4).write(folder.resolve("deeper/run"));
    JsonNode json =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("deeper/run.json")));
    assertThat(json.required("requests").longValue()).isEqualTo(1000);
    assertThat(json.required("requests_per_second").doubleValue()).isEqualTo(500);
    assertThat(json.required("failed").longValue()).isEqualTo(3);
    assertThat(json.required("faults").required("LENGTH").longValue()).isEqualTo(3);
    assertThat(json.required("latency_ms").required("p50").doubleValue()).isBetween(4.9, 5.1);
    assertThat(json.required("generator_was_the_limit").booleanValue()).isFalse();
    assertThat(folder.resolve("deeper/run.hgrm"))
        .content()
        .contains("Total count    =         1000");
    assertThat(folder.resolve("deeper/run.svg")).content().startsWith("<svg ");
  }

  @Test
  void aGeneratorThatWasLateOrHadNoTimeLeftSaysSo() {
    assertThat(result(1000, 1, 0.4).summary()).doesNotContain("THE GENERATOR WAS THE LIMIT");
    assertThat(result(1000, 2, 0.4).summary()).contains("THE GENERATOR WAS THE LIMIT: 2 sent");
    assertThat(result(1000, 0, 0.97).summary()).contains("THE GENERATOR WAS THE LIMIT", "97 %");
  }

  private static LoadResult result(int answered, long late, double busy) {
    Histogram latencies = Counts.emptyHistogram();
    for (int i = 1; i <= answered; i++) {
      latencies.recordValue(10_000_000L * i / answered);
    }
    return new LoadResult(
        "http://127.0.0.1/",
        500,
        2,
        answered,
        Map.of(Fault.LENGTH, 3L),
        1 << 20,
        late,
        0,
        0,
        0,
        busy,
        latencies);
  }
}
