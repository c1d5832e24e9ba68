package dev.skerry.origin.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.engine.Key;
import dev.skerry.origin.engine.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of a bucket are a group: what is read of them is forgotten together. */
class SettingRowsTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 255, 256, 70_000, Long.MAX_VALUE, -1})
  void eachSettingBeginsWithItsBucket(long bucket) {
    Key all = RowKeys.settings(bucket);
    assertThat(ObjectStore.settingsLength(all)).isEqualTo(all.length());
    assertThat(ObjectStore.settingsLength(RowKeys.setting(bucket, "policy")))
        .isEqualTo(all.length());
  }

  @Test
  void otherRowsAreOfNoBucketsSettings() {
    Range all = RowKeys.allSettings();
    assertThat(ObjectStore.settingsLength(all.from())).isZero();
    assertThat(ObjectStore.settingsLength(all.to())).isZero();
    assertThat(ObjectStore.settingsLength(RowKeys.bucket("policy"))).isZero();
    assertThat(ObjectStore.settingsLength(RowKeys.current(1, new byte[] {1}))).isZero();
    assertThat(ObjectStore.settingsLength(Key.of((byte) 'o', (byte) 's', (byte) 8))).isZero();
  }
}
