package dev.skerry.origin.objects.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered while the store cannot be read. */
class FailuresTest {
  @TempDir private Path folder;

  @Test
  void whileTheEngineIsAwayNothingIsToldThatCouldBeStored() throws IOException {
    SiteUnderTest site = new SiteUnderTest(folder);
    try {
      site.put("a");
      site.stop();
      SiteUnderTest.Answer answer = site.get("/a");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.field("cache-control")).isEqualTo("no-store");
      assertThat(answer.field("skerry-cache-control")).isNull();
      assertThat(answer.tags()).isEqualTo("o:site/");
    } finally {
      site.close();
    }
  }
}
