package cevns.drivers.dig2;

import cevns.drivers.dig2.wire.CommandReply;
import cevns.drivers.dig2.wire.CommandRequest;
import cevns.drivers.dig2.wire.RefusedCommand;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to a board and what can be made of its answers. A future fails with {@link
 * RefusedCommand} when the board says no or something that cannot be.
 */
final class BoardDialog {

    private static final Logger LOG = LoggerFactory.getLogger(BoardDialog.class);
    private static final int MOST_HANDLE = 0xFF_FFFF;

    /** How commands are asked. */
    interface Asker {
        CompletableFuture<CommandReply> ask(CommandRequest request);
    }

    private final Asker asker;
    private long root;

    BoardDialog(Asker asker) {
        this.asker = asker;
    }

    /** Connects as the client; what paths are relative to is in the answer. */
    CompletableFuture<CommandReply> connect() {
        return asker.ask(new CommandRequest("connect", 0, "", "client"))
                .thenApply(
                        reply -> {
                            root = handle(reply.first());
                            return reply;
                        });
    }

    /** Asks about a node by its path. */
    CompletableFuture<CommandReply> ask(String cmd, String path) {
        return ask(cmd, root, path, "");
    }

    CompletableFuture<CommandReply> ask(String cmd, long handle, String path, String value) {
        return asker.ask(new CommandRequest(cmd, handle, path, value));
    }

    /** Asks for the value of a parameter. */
    CompletableFuture<String> get(String path) {
        return ask("getValue", path).thenApply(CommandReply::first);
    }

    /** Sets a parameter. */
    CompletableFuture<Void> set(String path, String value) {
        return ask("setValue", root, path, value).thenAccept(reply -> {});
    }

    /** Sends a command node, {@code armacquisition}. */
    CompletableFuture<CommandReply> command(String name) {
        return ask("sendCommand", "/cmd/" + name);
    }

    /** What needs no step. */
    static CompletableFuture<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    /** One step after the other, for each of some things. */
    static <T> CompletableFuture<Void> each(
            Collection<T> all, Function<T, CompletableFuture<Void>> step) {
        CompletableFuture<Void> chain = nothing();
        for (T one : all) {
            chain = chain.thenCompose(done -> step.apply(one));
        }
        return chain;
    }

    /** What a future failed with, without its wrapping. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /** Takes a refusal for an answer, but no other failure. */
    static Void orRefused(String host, Throwable failure) {
        if (failure != null) {
            if (!(cause(failure) instanceof RefusedCommand)) {
                throw new CompletionException(cause(failure));
            }
            LOG.warn("{}: {}", host, cause(failure).getMessage());
        }
        return null;
    }

    static CompletionException refused(String what) {
        return new CompletionException(new RefusedCommand(what));
    }

    static long handle(String text) {
        return whole("handle of a node", text, 0, MOST_HANDLE);
    }

    static long whole(String what, String text, long min, long max) {
        try {
            long value = Long.parseLong(text.strip());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw refused(what + " is '" + text + "', not in [" + min + ", " + max + "]");
    }

    static double real(String what, String text, double min) {
        try {
            double value = Double.parseDouble(text.strip());
            if (value >= min && value <= 1e9) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw refused(what + " is '" + text + "', not a number");
    }
}
