package dev.skerry.loadtest.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is committed about the HTTP cache tests: each id's verdict, and why some do not pass. */
final class Expectations {
  private static final Path VERDICTS = HttpCacheTests.FOLDER.resolve("expectations.json");
  private static final Path REASONS = HttpCacheTests.FOLDER.resolve("reasons.json");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Map<String, String> verdicts;
  private final Map<String, String> reasons;

  Expectations(Map<String, String> verdicts, Map<String, String> reasons) {
    this.verdicts = new TreeMap<>(verdicts);
    this.reasons = new TreeMap<>(reasons);
  }

  static Expectations committed() {
    return new Expectations(read(VERDICTS), read(REASONS));
  }

  /** Replaces the committed verdicts. */
  static void rewrite(List<Judgement> judgements) {
    Map<String, String> verdicts = new TreeMap<>();
    judgements.forEach(judgement -> verdicts.put(judgement.id(), judgement.verdict()));
    try {
      Files.writeString(VERDICTS, JSON.writeValueAsString(verdicts) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(Path file) {
    try {
      return JSON.readValue(
          Files.readString(file), new TypeReference<TreeMap<String, String>>() {});
    } catch (NoSuchFileException _) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every id whose verdict is not the expected one, with one line each that says so. */
  Map<String, String> differences(List<Judgement> judgements) {
    Map<String, String> differences = new TreeMap<>();
    verdicts.forEach((id, _) -> differences.put(id, id + ": is no longer in the suite"));
    for (Judgement judgement : judgements) {
      String expected = verdicts.getOrDefault(judgement.id(), "nothing");
      differences.remove(judgement.id());
      if (!expected.equals(judgement.verdict())) {
        differences.put(
            judgement.id(),
            "%s (%s): expected %s, is %s%s"
                .formatted(
                    judgement.id(),
                    judgement.kind(),
                    expected,
                    judgement.verdict(),
                    judgement.message().isEmpty() ? "" : " – " + judgement.message()));
      }
    }
    return differences;
  }

  /** What is wrong with the reasons: missing where a test does not pass, left where it does. */
  List<String> reasonProblems(List<Judgement> judgements) {
    List<String> problems = new ArrayList<>();
    for (Judgement judgement : judgements) {
      boolean given = !reason(judgement.id()).isBlank();
      if (judgement.counts() && !judgement.passed() && !given) {
        problems.add(judgement.id() + ": does not pass, and no reason is given");
      }
      if (judgement.counts() && judgement.passed() && given) {
        problems.add(judgement.id() + ": passes, but a reason why it does not is given");
      }
    }
    Map<String, Judgement> known =
        judgements.stream().collect(Collectors.toMap(Judgement::id, judgement -> judgement));
    reasons.keySet().stream()
        .filter(id -> !known.containsKey(id))
        .forEach(id -> problems.add(id + ": has a reason, but is not in the suite"));
    return problems;
  }

  /** Why a test does not pass, empty if no reason is given. */
  String reason(String id) {
    return reasons.getOrDefault(id, "");
  }
}
