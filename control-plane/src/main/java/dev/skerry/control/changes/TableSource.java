package dev.skerry.control.changes;

import dev.skerry.edge.purge.Selector;
import dev.skerry.http.tag.TableTags;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.tables.ItemTags;
import dev.skerry.origin.tables.TableNews;
import dev.skerry.origin.tables.value.AttributeValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tables: a change of an item purges its tag, that of its partition and that of the table's items;
 * the end of a table purges whatever has a tag of the table.
 */
final class TableSource implements ChangeSource {
  @Override
  public String name() {
    return "tables";
  }

  @Override
  public Topic topic() {
    return TableNews.TOPIC;
  }

  @Override
  public boolean isAsked(Subscription subscription) {
    return !subscription.tables().isEmpty();
  }

  @Override
  public Set<String> prefixes(Subscription subscription) {
    return subscription.tables().stream().map(TableTags::prefix).collect(Collectors.toSet());
  }

  @Override
  public Selector begun(String prefix) {
    return TagSelectors.startingWith(prefix);
  }

  @Override
  public Reading reading(Reads reads, List<Subscription> asked, Instant now) {
    Map<String, List<Subscription>> byTable = new HashMap<>();
    for (Subscription each : asked) {
      each.tables()
          .forEach(table -> byTable.computeIfAbsent(table, _ -> new ArrayList<>()).add(each));
    }
    return new ByTable(reads, byTable, now);
  }

  /** Some news being read, with what was found out of their tables. */
  private static final class ByTable implements Reading {
    private final Reads reads;
    private final Map<String, List<Subscription>> byTable;
    private final Instant now;
    private final Map<Long, Set<String>> sites = new HashMap<>();

    ByTable(Reads reads, Map<String, List<Subscription>> byTable, Instant now) {
      this.reads = reads;
      this.byTable = byTable;
      this.now = now;
    }

    @Override
    public boolean read(byte[] entry, Targets targets) {
      TableNews news = TableNews.of(entry);
      List<Subscription> named = byTable.get(news.name());
      if (named == null) {
        return false;
      }
      Set<String> told =
          switch (news) {
            case TableNews.Changed changed ->
                sites.computeIfAbsent(changed.table(), _ -> having(changed, named));
            case TableNews.Deleted(long _, String account, String _) -> of(account, named);
          };
      if (told.isEmpty()) {
        return false;
      }
      switch (news) {
        case TableNews.Changed changed ->
            tags(changed).forEach(tag -> targets.add(told, new Selector.Tag(tag)));
        case TableNews.Deleted deleted ->
            targets.add(told, TagSelectors.startingWith(TableTags.prefix(deleted.name())));
      }
      return true;
    }

    /**
     * The sites that ask for that very table. Where its name is another's by now, it was deleted,
     * which is told behind the change and purges all that this would.
     */
    private Set<String> having(TableNews news, List<Subscription> named) {
      Map<String, OptionalLong> numbers = new HashMap<>();
      Set<String> having = new HashSet<>();
      for (Subscription each : named) {
        OptionalLong number =
            numbers.computeIfAbsent(
                each.account(), account -> TableNews.number(reads, account, news.name(), now));
        if (number.isPresent() && number.getAsLong() == news.table()) {
          having.add(each.site());
        }
      }
      return having;
    }

    private static Set<String> of(String account, List<Subscription> named) {
      Set<String> sites = new HashSet<>();
      named.stream()
          .filter(each -> each.account().equals(account))
          .forEach(each -> sites.add(each.site()));
      return sites;
    }
  }

  private static List<String> tags(TableNews.Changed changed) {
    String table = changed.name();
    List<AttributeValue> key = List.copyOf(changed.change().key().attributes().values());
    String item = ItemTags.item(table, key);
    return key.size() == 1
        ? List.of(item, TableTags.all(table))
        : List.of(item, ItemTags.partition(table, key.getFirst()), TableTags.all(table));
  }
}
