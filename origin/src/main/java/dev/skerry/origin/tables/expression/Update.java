package dev.skerry.origin.tables.expression;

import dev.skerry.origin.tables.error.TableException;
import dev.skerry.origin.tables.value.Item;
import java.util.List;
import java.util.function.Consumer;

/**
 * Changes of an item, all worked out from the item as it was and made at once.
 *
 * <p>List indexes are those of the list as it was; what is put beyond the end is put at the end, in
 * the order of the indexes.
 */
public final class Update {
  private final List<UpdateAction> actions;
  private final boolean legacy;

  private Update(List<UpdateAction> actions, boolean legacy) {
    this.actions = List.copyOf(actions);
    this.legacy = legacy;
  }

  /** The update by these actions, whose paths do not clash, of an expression. */
  static Update ofExpression(List<UpdateAction> actions) {
    return new Update(actions, false);
  }

  /**
   * The update by these actions.
   *
   * @throws TableException of validation, when paths clash
   */
  public static Update of(List<UpdateAction> actions) {
    PathTree<UpdateAction> tree = new PathTree<>();
    for (UpdateAction action : actions) {
      PathTree.Clash clash = tree.add(action.path(), action);
      if (clash != null) {
        throw TableException.validation(clash.text());
      }
    }
    return new Update(actions, false);
  }

  /** The update by these actions, each of another attribute, of {@code AttributeUpdates}. */
  static Update ofAttributeUpdates(List<UpdateAction> actions) {
    return new Update(actions, true);
  }

  /** Whether it was written as an expression. */
  public boolean isExpression() {
    return !legacy;
  }

  /** The changes, in the order of the request. */
  public List<UpdateAction> actions() {
    return actions;
  }

  /**
   * Whether an item is made where there is none: so if there is no action, or one that gives
   * something.
   */
  public boolean createsItem() {
    return actions.isEmpty() || actions.stream().anyMatch(UpdateAction::gives);
  }

  /**
   * The item after the update.
   *
   * @param item the item as it was; where there was none, that of the key's attributes only
   * @param existed whether there was one
   * @throws TableException of validation, when an operand is missing or of the wrong type, a path
   *     leads nowhere, or a number becomes too large
   */
  public Item apply(Item item, boolean existed) {
    return new ItemEdit(item, existed, legacy).apply(actions);
  }

  /** What an item has at the paths of the update: {@code UPDATED_OLD} and {@code UPDATED_NEW}. */
  public Item updatedPart(Item item) {
    PathTree<UpdateAction> tree = new PathTree<>();
    actions.forEach(action -> tree.add(action.path(), action));
    return Projection.project(item, tree);
  }

  /** Gives each path of the update, read or written, to a visitor, from left to right. */
  public void forEachPath(Consumer<DocumentPath> visitor) {
    for (UpdateAction action : actions) {
      visitor.accept(action.path());
      if (action instanceof UpdateAction.Set set) {
        set.value().forEachPath(visitor);
      }
    }
  }
}
