package dev.skerry.origin.objects.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator learns of sites whose bucket is not there. */
class MissingBucketsTest {
  @TempDir private Path folder;

  @Test
  void aBucketIsMissingFromWhenItWasAskedForUntilItIsThere() throws IOException {
    try (SiteUnderTest site = new SiteUnderTest(folder)) {
      assertThat(site.missing()).isEmpty();
      assertThat(site.ask("GET", "site", "/no").status()).isEqualTo(404);
      assertThat(site.missing()).isEmpty();
      assertThat(site.ask("GET", "other", "/").status()).isEqualTo(404);
      assertThat(site.ask("HEAD", "another", "/").status()).isEqualTo(404);
      assertThat(site.missing()).containsExactly("another", "other");
      site.create("other");
      assertThat(site.ask("GET", "other", "/").status()).isEqualTo(404);
      assertThat(site.missing()).containsExactly("another");
    }
  }

  @Test
  void onlySoManyAreTold() {
    MissingBuckets missing = new MissingBuckets();
    for (int i = 0; i <= MissingBuckets.MOST; i++) {
      missing.looked("bucket-" + i, false);
    }
    assertThat(missing.names()).hasSize(MissingBuckets.MOST);
  }
}
