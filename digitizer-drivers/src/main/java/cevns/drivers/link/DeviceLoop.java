package cevns.drivers.link;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a device. Its links are read on it, its timers run on it, and so may share
 * state without locks. Tasks given from outside run in the order given. After {@link #close} tasks
 * are dropped silently: there is nobody left to run them.
 */
public final class DeviceLoop implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceLoop.class);
    private static final long CLOSE_MS = 900;

    private final String name;
    private final EventLoopGroup group;
    private final ChannelGroup channels;

    /**
     * Makes the loop; its thread starts with the first task.
     *
     * @param name name of the thread, for people
     */
    public DeviceLoop(String name) {
        this.name = name;
        group =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
        channels = new DefaultChannelGroup(group.next());
    }

    /** Runs a task on the loop's thread, soon. */
    @Override
    public void execute(Runnable task) {
        try {
            group.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: closed, task dropped", name);
        }
    }

    /** Runs a task on the loop's thread after a delay. */
    public Timer schedule(long delayMs, Runnable task) {
        try {
            Future<?> future = group.schedule(guarded(task), delayMs, TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** Runs a task on the loop's thread again and again, first after one period. */
    public Timer every(long periodMs, Runnable task) {
        try {
            Future<?> future =
                    group.scheduleAtFixedRate(
                            guarded(task), periodMs, periodMs, TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** Asks the thread to close its links, tell their listeners, and end. */
    public void shutdown() {
        execute(
                () -> {
                    channels.close();
                    group.shutdownGracefully(0, CLOSE_MS / 2, TimeUnit.MILLISECONDS);
                });
    }

    /**
     * Waits until the thread has been shut down and has ended; must not be called on it.
     *
     * @return false if it is still there after {@code waitMs}, or the waiting was interrupted
     */
    boolean awaitEnd(long waitMs) {
        try {
            return group.awaitTermination(waitMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the thread and waits for it, at most a second; must not be called on it. */
    @Override
    public void close() {
        shutdown();
        if (!group.terminationFuture().awaitUninterruptibly(CLOSE_MS)) {
            LOG.warn("{}: the thread is still busy {} ms after it was to end", name, CLOSE_MS);
        }
    }

    EventLoopGroup group() {
        return group;
    }

    /** Closes a channel when the loop ends. */
    void closes(Channel channel) {
        channels.add(channel);
    }

    /** What was scheduled, so that it can be called off. */
    @FunctionalInterface
    public interface Timer {

        /** Calls it off; nothing happens if it has run. */
        void cancel();
    }

    // A periodic task that throws would never run again, and nobody would know.
    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("{}: a task failed", name, e);
            }
        };
    }
}
