package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Content that a handler reads comes in pieces: how it is cut makes no difference. */
class HandlersReadingPiecesTest {
  @RegisterExtension final BodyReaders readers = new BodyReaders();
  private final Scenario edge = readers.edge;

  @Test
  void howContentIsSplitMakesNoDifference() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      String what = "seed " + seed + " round " + round;
      String sent = text(random);
      String answered = text(random);
      boolean open = random.nextBoolean();
      TestViewer viewer = readers.post(open ? "/open/a" : "/both/a");
      int before = edge.origin.calls.size();
      for (String piece : split(sent, random)) {
        BodyReaders.send(viewer, piece);
        edge.settle();
      }
      viewer.events().end(Fields.EMPTY);
      if (sent.length() > BodyReaders.LIMIT && !open) {
        readers.awaitDone(viewer);
        assertThat(viewer.status()).as(what).isEqualTo(413);
        continue;
      }
      readers.awaitCall(before + 1);
      TestOrigin.Call call = edge.origin.last();
      edge.settleUntil(() -> call.requestEnded || !call.request.hasContent());
      assertThat(call.received.toString()).as(what).isEqualTo(sent);
      call.head(200, true, "cache-control", "no-store");
      for (String piece : split(answered, random)) {
        call.data(piece);
        edge.settle();
      }
      call.end();
      readers.awaitDone(viewer);
      assertThat(viewer.body.toString()).as(what).isEqualTo(answered);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(random.nextBoolean() ? 50 : 2 * BodyReaders.LIMIT);
    random.ints(length, 'A', 'Z').forEach(c -> text.append((char) c));
    return text.toString();
  }

  private static List<String> split(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + 1 + random.nextInt(400));
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }
}
