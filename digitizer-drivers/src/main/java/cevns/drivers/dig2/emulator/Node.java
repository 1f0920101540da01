package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.RefusedCommand;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** One node of a board's tree: a folder, a parameter with its value, a command, an attribute. */
final class Node {

    /** What a parameter does with a text that it is set to. */
    @FunctionalInterface
    interface Setter {

        /**
         * Takes a value.
         *
         * @throws RefusedCommand if it is none that the parameter can have; the message says why
         */
        void set(String text) throws RefusedCommand;
    }

    private final NodeTree tree;
    private final Node parent;
    private final String name;
    private final NodeType type;
    private final int handle;
    private final Map<String, Node> children = new LinkedHashMap<>();
    private Supplier<String> value;
    private Setter setter;

    Node(NodeTree tree, Node parent, String name, NodeType type, int handle) {
        this.tree = tree;
        this.parent = parent;
        this.name = name;
        this.type = type;
        this.handle = handle;
    }

    /** A new child. */
    Node add(String childName, NodeType childType) {
        Node child = tree.node(this, childName.toLowerCase(Locale.ROOT), childType);
        children.put(child.name, child);
        return child;
    }

    /** Gives the node a value that is asked for each time. */
    Node reads(Supplier<String> source) {
        value = source;
        return this;
    }

    /** Lets the value be set. */
    Node takes(Setter taker) {
        setter = taker;
        return this;
    }

    /** Adds an attribute with a fixed value. */
    Node attribute(String attributeName, String text) {
        add(attributeName, NodeType.ATTRIBUTE).reads(() -> text);
        return this;
    }

    /** The value, or null when the node has none. */
    String value() {
        return value == null ? null : value.get();
    }

    /** Sets the value. */
    void set(String text) throws RefusedCommand {
        if (setter == null) {
            throw new RefusedCommand(path() + " cannot be written");
        }
        setter.set(text);
    }

    /** True when the node says that it is not to be set during a run. */
    boolean isFixedInRun() {
        Node setInRun = child("setinrun");
        return setInRun != null && "false".equals(setInRun.value());
    }

    Node child(String childName) {
        return children.get(childName.toLowerCase(Locale.ROOT));
    }

    Collection<Node> children() {
        return children.values();
    }

    Node parent() {
        return parent;
    }

    String name() {
        return name;
    }

    NodeType type() {
        return type;
    }

    int handle() {
        return handle;
    }

    /** Absolute path; of the root a slash. */
    String path() {
        if (parent == null) {
            return "/";
        }
        return (parent.parent == null ? "" : parent.path()) + "/" + name;
    }
}
