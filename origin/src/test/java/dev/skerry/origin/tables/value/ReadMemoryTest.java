package dev.skerry.origin.tables.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.tables.error.ErrorType;
import dev.skerry.origin.tables.error.TableException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is charged for values while they are read. */
class ReadMemoryTest {
  private static final int TIMES = 1_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // one of many elements | bytes that are held for it at least
        "{'NULL':true} | 27",
        "{'S':''} | 20",
        "{'S':'abcdefghijklmnopqrstuvwxyz'} | 92",
        "{'S':'äöü€'} | 76",
        "{'N':'1'} | 141",
        "{'N':'12345678901234567890123456789012345678'} | 148",
        "{'B':'AAAA'} | 60",
        "{'BOOL':true} | 20",
        "{'L':[]} | 68",
        "{'L':[{'L':[{'L':[{'L':[]}]}]}]} | 340",
        "{'M':{}} | 116",
        "{'M':{'a':{'S':'x'}}} | 244",
        "{'M':{'a':{'M':{'b':{'M':{}}}}}} | 475",
        "{'SS':['a']} | 284",
        "{'NS':['1','2','3','4']} | 848",
        "{'BS':['AAAA']} | 276",
      })
  void everyElementIsChargedWithAtLeastWhatItTakes(String element, long bytes) {
    AtomicLong charged = new AtomicLong();
    read("{'L':[" + (element + ",").repeat(TIMES - 1) + element + "]}", into(charged));
    assertThat(charged.get() / TIMES).isBetween(bytes, 3 * bytes + 250);
  }

  @Test
  void longStringsAreChargedByTheirLength() {
    AtomicLong charged = new AtomicLong();
    read("{'S':'" + "x".repeat(1 << 20) + "'}", into(charged));
    assertThat(charged.get()).isBetween(1L << 20, (1L << 20) + 20_000);
  }

  @Test
  void whatThereIsNoMemoryForIsNotRead() {
    AtomicLong left = new AtomicLong(100_000);
    String many = "{'L':[" + "{'NULL':true},".repeat(10_000) + "{'NULL':true}]}";
    assertThatThrownBy(() -> read(many, bytes -> left.addAndGet(-bytes) >= 0))
        .isInstanceOfSatisfying(
            TableException.class,
            e -> assertThat(e.type()).isEqualTo(ErrorType.SERVICE_UNAVAILABLE));
  }

  private static void read(String value, LongPredicate memory) {
    byte[] body = ("{'v':" + value + "}").replace('\'', '"').getBytes(UTF_8);
    Map<String, WireValue> read =
        WireReader.read(
            body,
            memory,
            reader ->
                Objects.requireNonNull(
                    new AttributeValueReader(reader).map(WireReader.Place.FIELD)));
    assertThat(read.get("v")).isInstanceOf(WireValue.Valid.class);
  }

  /** Counts all that is taken. */
  private static LongPredicate into(AtomicLong charged) {
    return bytes -> {
      charged.addAndGet(bytes);
      return true;
    };
  }
}
