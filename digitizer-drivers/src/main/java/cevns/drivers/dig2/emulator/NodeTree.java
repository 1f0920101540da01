package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.RefusedCommand;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The nodes of a board, by handle and by path. Names are lower case, paths in any case. */
final class NodeTree {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})\\.\\.(\\d{1,6})");

    private final List<Node> byHandle = new ArrayList<>();
    private final Node root = node(null, "", NodeType.DIGITIZER);

    /** Makes a node and gives it the next handle; the root has 0. */
    Node node(Node parent, String name, NodeType type) {
        Node node = new Node(this, parent, name, type, byHandle.size());
        byHandle.add(node);
        return node;
    }

    Node root() {
        return root;
    }

    /**
     * The node with a handle.
     *
     * @throws RefusedCommand if there is none
     */
    Node ofHandle(long handle) throws RefusedCommand {
        if (handle < 0 || handle >= byHandle.size()) {
            throw new RefusedCommand("invalid handle " + handle);
        }
        return byHandle.get((int) handle);
    }

    /**
     * The node at a path.
     *
     * @param path begins with a slash, or is empty for the node itself
     * @throws RefusedCommand if there is none
     */
    Node find(Node from, String path) throws RefusedCommand {
        List<Node> found = findAll(from, path);
        if (found.size() != 1) {
            throw new RefusedCommand("a range is not allowed here: " + path);
        }
        return found.get(0);
    }

    /**
     * The nodes at a path in which a name may be a range, {@code 0..63}.
     *
     * @throws RefusedCommand if one of them does not exist
     */
    List<Node> findAll(Node from, String path) throws RefusedCommand {
        List<Node> found = List.of(from);
        if (path.isEmpty() || path.equals("/")) {
            return found;
        }
        if (!path.startsWith("/")) {
            throw new RefusedCommand("invalid path " + path);
        }
        for (String name : path.substring(1).split("/", -1)) {
            List<Node> below = new ArrayList<>();
            for (Node node : found) {
                addChildren(node, name, path, below);
            }
            found = below;
        }
        return found;
    }

    private static void addChildren(Node node, String name, String path, List<Node> into)
            throws RefusedCommand {
        Matcher range = RANGE.matcher(name);
        if (!range.matches()) {
            into.add(existing(node.child(name), path));
            return;
        }
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        if (first > last) {
            throw new RefusedCommand("invalid range in path " + path);
        }
        for (int i = first; i <= last; i++) {
            into.add(existing(node.child(Integer.toString(i)), path));
        }
    }

    private static Node existing(Node node, String path) throws RefusedCommand {
        if (node == null) {
            throw new RefusedCommand("invalid path " + path);
        }
        return node;
    }

    /** A node and all below it as JSON, in the form of a real board. */
    String json(Node node) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            write(node, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Node node, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("handle", node.handle());
        if (node.value() != null) {
            json.writeStringField("value", node.value());
        }
        for (Node child : node.children()) {
            json.writeFieldName(child.name());
            write(child, json);
        }
        json.writeEndObject();
    }
}
