package dev.skerry.handler.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With which steps an element is compared. */
class StepIndexTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "x-y");
  private static final List<String> SPACES = List.of(" ", "  ", "\t", "\n", "\r\f");

  private static Candidate candidate(String tag) {
    byte[] octets = tag.getBytes(StandardCharsets.UTF_8);
    return new Candidate(new StartTag(octets, 0, octets.length), 1, 1);
  }

  private static Step step(String compound) {
    return SelectorParser.parse(compound).selectors().getFirst().getLast();
  }

  @ParameterizedTest
  @CsvSource({
    "*, ANY, ''",
    ":first-child, ANY, ''",
    "p, TYPE, p",
    "P:first-child, TYPE, p",
    "p[A], ATTRIBUTE, a",
    "p[a].x, CLASS, x",
    "p.x#y[a], ID, y",
    ":not(.x), ANY, ''",
    "p:not(#x), TYPE, p",
    "div .x p, TYPE, p",
  })
  void aCompoundIsFoundByWhatSaysMostOfAnElement(String selector, StepKey.Kind kind, String name) {
    assertThat(step(selector).key()).isEqualTo(new StepKey(kind, name));
  }

  @Test
  void anElementIsComparedWithNoStepOfOtherNames() {
    StepIndex index = new StepIndex();
    for (int i = 0; i < 256; i++) {
      index.add(
          i, step(List.of("t", ".t", "#t", "[t").get(i % 4) + i + (i % 4 == 3 ? "]" : "")).key());
    }
    List<Integer> compared = new ArrayList<>();
    index.forEach(candidate("<t4 class='a t5 b' id=t6 t7=1>"), compared::add);
    assertThat(compared).containsExactlyInAnyOrder(4, 5, 6, 7);
  }

  @Test
  void everyStepThatMatchesIsComparedWith() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<Step> steps = new ArrayList<>();
      StepIndex index = new StepIndex();
      for (int i = 0; i < 8; i++) {
        steps.add(step(compound(random)));
        index.add(i, steps.get(i).key());
      }
      String tag = tag(random);
      Candidate element = candidate(tag);
      BitSet compared = new BitSet();
      index.forEach(element, compared::set);
      for (int i = 0; i < steps.size(); i++) {
        assertThat(!steps.get(i).matches(element) || compared.get(i))
            .as("seed %d, %s, %s", seed, tag, steps.get(i).key())
            .isTrue();
      }
    }
  }

  private static String one(Random random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static String compound(Random random) {
    StringBuilder compound = new StringBuilder(random.nextBoolean() ? one(random, NAMES) : "*");
    for (int i = random.nextInt(3); i > 0; i--) {
      String name = one(random, NAMES);
      compound.append(
          switch (random.nextInt(6)) {
            case 0 -> "." + name;
            case 1 -> "#" + name;
            case 2 -> "[" + one(random, List.of("class", "ID", "c")) + "~=" + name + " i]";
            case 3 -> "[c]";
            case 4 -> ":not(." + name + ")";
            default -> ":first-child";
          });
    }
    return compound.toString();
  }

  private static String tag(Random random) {
    StringBuilder tag = new StringBuilder("<" + one(random, NAMES));
    for (int i = random.nextInt(4); i > 0; i--) {
      String space = one(random, SPACES);
      tag.append(' ').append(one(random, List.of("class", "CLASS", "id", "c"))).append("='");
      tag.append(random.nextBoolean() ? space : "").append(one(random, NAMES));
      tag.append(random.nextBoolean() ? space + one(random, NAMES) : "").append('\'');
    }
    return tag.append('>').toString();
  }
}
