package dev.skerry.handler.js;

import dev.skerry.handler.BoundData;
import dev.skerry.handler.DataException;
import dev.skerry.http.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Tables and buckets that a test answers for: by answers in their order, or not at all. */
final class AskedData implements BoundData {
  final List<Question> questions = new ArrayList<>();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final CompletableFuture<Answer> never = new CompletableFuture<>();
  final CompletableFuture<Void> waits = new CompletableFuture<>();

  AskedData answers(int status, String content, String... fields) {
    answers.add(
        new Answer(status, Fields.of(fields), content.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  @Override
  public Answer ask(Question question) {
    questions.add(question);
    Answer answer = answers.poll();
    if (answer != null) {
      return answer;
    }
    waits.complete(null);
    return never.exceptionally(
            gone -> {
              throw new DataException(DataException.GIVEN_UP, "the call is over");
            })
        .join();
  }

  @Override
  public void giveUp() {
    never.completeExceptionally(new IllegalStateException());
  }

  /** What was sent with the last question. */
  String sent() {
    return new String(questions.getLast().content(), StandardCharsets.UTF_8);
  }
}
