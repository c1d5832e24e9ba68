package dev.skerry.edge.exchange;

import dev.skerry.edge.config.DataOrigin;
import dev.skerry.edge.config.Limits;
import dev.skerry.edge.semantics.SurrogateTags;
import dev.skerry.edge.upstream.OriginPool;
import dev.skerry.handler.Binding;
import dev.skerry.handler.BoundData;
import dev.skerry.handler.DataException;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.tag.ObjectTags;
import dev.skerry.http.tag.TableTags;
import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call of a handler asks of tables and buckets: the control plane answers, with the tags
 * of what was read, which are noted before the handler has the answer. Where an answer says no
 * tags, or there is none, any change of the table or bucket may be one of what it did not tell.
 */
final class HandlerData implements BoundData {
  private final Services services;
  private final EventLoop loop;
  private final HandlerSpec handler;
  private final Limits limits;
  private final ReadTags read;

  /** Questions that may still be asked; the handler's thread's. */
  private long left;

  private boolean over; // guarded by this
  private @Nullable DataCall underWay; // guarded by this

  /**
   * For one call.
   *
   * @param loop the exchange's, on which the control plane is asked
   * @param read where it is noted what was read
   */
  HandlerData(
      Services services, EventLoop loop, HandlerSpec handler, Limits limits, ReadTags read) {
    this.services = services;
    this.loop = loop;
    this.handler = handler;
    this.limits = limits;
    this.read = read;
    this.left = handler.limits().get(HandlerLimit.SUBREQUESTS);
  }

  /** For one call; of no use to a handler to which neither tables nor buckets are bound. */
  static BoundData of(
      Services services, EventLoop loop, HandlerSpec handler, Limits limits, ReadTags read) {
    return handler.bindings().anyKept()
        ? new HandlerData(services, loop, handler, limits, read)
        : BoundData.NOWHERE;
  }

  @Override
  public Answer ask(Question question) {
    if (handler.runOn() == HandlerSpec.RunOn.LOOP) {
      throw new DataException(
          DataException.UNAVAILABLE, "a handler that runs on event loops cannot wait for answers");
    }
    if (--left < 0) {
      throw new DataException(
          DataException.TOO_MANY, "the call has asked as often as it may (subrequests)");
    }
    try {
      OriginPool pool = services.pools().apply(DataOrigin.POOL);
      if (pool == null) {
        return NOWHERE.ask(question);
      }
      Answer answer = begun(question, pool).await();
      note(question.of(), answer.fields());
      return answer;
    } catch (DataException e) {
      read.add(List.of(any(question.of())));
      throw e;
    } finally {
      ended();
    }
  }

  private synchronized DataCall begun(Question question, OriginPool pool) {
    if (over) {
      throw DataCall.givenUp();
    }
    DataCall call = new DataCall(question, loop);
    underWay = call;
    call.start(pool);
    return call;
  }

  private synchronized void ended() {
    underWay = null;
  }

  @Override
  public synchronized void giveUp() {
    over = true;
    if (underWay != null) {
      underWay.giveUp();
    }
  }

  private void note(Binding.Kept of, Fields answer) {
    SurrogateTags told = SurrogateTags.of(answer, limits.tags(), limits.tagBytes());
    Collection<String> tags =
        told.complete() && answer.contains(FieldNames.SURROGATE_KEY)
            ? told.tags()
            : List.of(any(of));
    read.add(tags);
  }

  private static String any(Binding.Kept of) {
    return switch (of) {
      case Binding.Table(String name) -> TableTags.all(name);
      case Binding.Bucket(String name) -> ObjectTags.all(name);
    };
  }
}
