package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.MarkerBarrier.Marker;
import cevns.drivers.dig2.wire.DatagramFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Puts the buffers of a board together again that sends its data over UDP, and hands their words on
 * when they are whole. A datagram that is not the next one costs its buffer: {@link
 * Listener#datagramsLost}, then what comes is dropped up to the first datagram of another buffer.
 * What the events in it were is for their own counters to tell.
 */
final class DatagramDecoder {

    /** Hears what is not events. */
    interface Listener extends DataListener {

        /** Datagrams are missing or damaged, and with them a buffer or more. */
        void datagramsLost(FrameFault fault, String what);
    }

    private static final int SMALLEST = 1 << 16;

    private final IdleBarrier barrier;
    private final Dig2EventDecoder events;
    private final Listener listener;
    private ByteBuffer words = allocate(SMALLEST);
    private int buffer;
    private int place;
    private boolean aligned;
    private boolean inStep;
    private boolean idle;

    DatagramDecoder(IdleBarrier barrier, Dig2EventDecoder events, Listener listener) {
        this.barrier = barrier;
        this.events = events;
        this.listener = listener;
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.BIG_ENDIAN);
    }

    /** Takes a datagram from position to limit. */
    void datagram(ByteBuffer in) {
        int bytes = in.remaining() - DatagramFrame.FOOTER;
        if (bytes < 0 || bytes % 8 != 0) {
            listener.refused(FrameFault.LENGTH, "a datagram of " + in.remaining() + " bytes");
            return;
        }
        long footer = in.getLong(in.position() + bytes);
        if (DatagramFrame.words(footer) != bytes / 8) {
            listener.refused(
                    FrameFault.LENGTH,
                    "a datagram of "
                            + bytes / 8
                            + " words that says "
                            + DatagramFrame.words(footer));
        } else if (bytes == 0 && barrier.waiting()) {
            cleared(footer);
        } else if (barrier.open()) {
            ofTheRun(in, footer);
        }
    }

    // This one counts whatever its hash says, which without words is its place alone.
    private void cleared(long footer) {
        barrier.idle();
        drop();
        buffer = DatagramFrame.buffer(footer);
        place = (DatagramFrame.hash(footer) ^ DatagramFrame.hash(0, words, 0, 0)) & 0xFF_FFFF;
        inStep = true;
        next(footer);
        idle = true;
        listener.marker(Marker.OWED, false);
    }

    private void ofTheRun(ByteBuffer in, long footer) {
        int count = DatagramFrame.words(footer);
        int number = DatagramFrame.buffer(footer);
        int hash = DatagramFrame.hash(footer);
        if (inStep && number == buffer && matches(hash, place, in, count)) {
            take(in, footer);
        } else if (inStep && number == buffer && repeats(hash, in, count)) {
            listener.refused(FrameFault.SEQUENCE, "a datagram that has come twice");
        } else {
            boolean begins = number != buffer && matches(hash, 0, in, count);
            boolean restarts = number == 0 && matches(hash, 0, in, count);
            // How a board counts behind an empty datagram is not known for sure.
            if (inStep && !restarts && !(begins && idle)) {
                listener.datagramsLost(
                        FrameFault.SEQUENCE,
                        "datagram " + place + " of buffer " + buffer + " is missing or damaged");
            }
            drop();
            inStep = begins || restarts;
            if (inStep) {
                buffer = number;
                take(in, footer);
            }
        }
    }

    // What has words does not repeat an empty one.
    private boolean repeats(int hash, ByteBuffer in, int count) {
        return place > 0 && idle == (count == 0) && matches(hash, place - 1, in, count);
    }

    private static boolean matches(int hash, int place, ByteBuffer in, int count) {
        return hash == DatagramFrame.hash(place, in, in.position(), count);
    }

    private void take(ByteBuffer in, long footer) {
        int bytes = 8 * DatagramFrame.words(footer);
        idle = bytes == 0;
        if (bytes > 0) {
            if (words.position() + (long) bytes > events.longest()) {
                listener.datagramsLost(
                        FrameFault.LENGTH, "a buffer of more than " + events.longest() + " bytes");
                drop();
                inStep = false;
                return;
            }
            room(bytes);
            words.put(words.position(), in, in.position(), bytes);
            words.position(words.position() + bytes);
            aligned = DatagramFrame.isAligned(footer);
        }
        if (DatagramFrame.isLast(footer) || idle && aligned) {
            whole();
        }
        next(footer);
    }

    private void room(int bytes) {
        if (words.remaining() < bytes) {
            int wanted = Math.max(2 * words.capacity(), words.position() + bytes);
            words = allocate(wanted).put(words.flip());
        }
    }

    private void next(long footer) {
        boolean last = DatagramFrame.isLast(footer);
        buffer = last ? buffer + 1 & 0xFFFF : buffer;
        place = last ? 0 : place + 1 & 0xFF_FFFF;
    }

    private void whole() {
        int count = words.position() / 8;
        words.position(0);
        FrameFault fault = count > 0 ? events.words(words, 0, count) : null;
        if (fault != null) {
            broken(fault, events.trouble());
        } else if (aligned && events.inside()) {
            broken(FrameFault.FRAMING, "an aligned buffer ends inside an event");
        } else if (aligned) {
            events.reset();
        }
        words.clear();
    }

    private void broken(FrameFault fault, String what) {
        listener.datagramsLost(fault, what);
        events.reset();
    }

    private void drop() {
        words.clear();
        events.reset();
        place = 0;
        aligned = false;
    }
}
