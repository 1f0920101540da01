package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.MarkerBarrier.Marker;
import cevns.drivers.dig2.wire.Dig2Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Takes the bytes of a data connection apart: messages, groups of messages, markers. Event words go
 * on as they come, cut anywhere; nothing is gathered here but half a word.
 *
 * <p>A group is the messages up to one that is aligned. At its end the events must end, and be as
 * many as the messages said; else, or when an event cannot be, the connection is out of step:
 * {@link DataListener#outOfStep}, then everything is dropped up to the next marker. A message that
 * cannot be one at all is beyond that, since no marker will be found: {@link DataListener#lost}.
 */
final class Dig2Decoder {

    private final MarkerBarrier barrier;
    private final Dig2EventDecoder events;
    private final DataListener listener;
    private final ByteBuffer header =
            ByteBuffer.allocate(Dig2Frame.HEADER).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer halfWord = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN);
    private long payloadLeft;
    private boolean aligned;
    private long announced;
    private boolean outOfStep;
    private boolean lost;

    Dig2Decoder(MarkerBarrier barrier, Dig2EventDecoder events, DataListener listener) {
        this.barrier = barrier;
        this.events = events;
        this.listener = listener;
    }

    /** Begins with the first byte of a new connection. */
    void opened() {
        barrier.opened();
        header.clear();
        payloadLeft = 0;
        outOfStep = false;
        lost = false;
        dropGroup();
    }

    /** Takes nothing more, not even what is left of the bytes it is at. */
    void stop() {
        lost = true;
    }

    /** Decodes the bytes from position to limit; big-endian. */
    void bytes(ByteBuffer in) {
        while (in.hasRemaining() && !lost) {
            if (payloadLeft > 0) {
                payload(in);
            } else {
                header(in);
            }
        }
    }

    private void header(ByteBuffer in) {
        while (header.hasRemaining() && in.hasRemaining()) {
            header.put(in.get());
        }
        if (header.hasRemaining()) {
            return;
        }
        header.clear();
        long size = header.getLong(0);
        if (size < 0 || size > Dig2Frame.MAX_MESSAGE) {
            lost = true;
            listener.lost(
                    FrameFault.LENGTH, "a data message of 0x" + Long.toHexString(size) + " bytes");
        } else if (size == 0) {
            marker();
        } else {
            payloadLeft = size;
            aligned = header.get(Dig2Frame.ALIGNED_OFFSET) != 0;
            announced += header.getInt(Dig2Frame.COUNT_OFFSET) & 0xFFFF_FFFFL;
        }
    }

    private void marker() {
        boolean wasOpen = barrier.open();
        Marker marker = barrier.marker();
        dropGroup();
        outOfStep = false;
        listener.marker(marker, wasOpen);
    }

    private void payload(ByteBuffer in) {
        int here = (int) Math.min(payloadLeft, in.remaining());
        if (barrier.open() && !outOfStep) {
            words(in, here);
        } else {
            in.position(in.position() + here);
        }
        payloadLeft -= here;
        if (payloadLeft == 0 && aligned) {
            endOfGroup();
        }
    }

    private void words(ByteBuffer in, int count) {
        int position = in.position();
        int end = position + count;
        in.position(end);
        while (position < end && halfWord.position() > 0) {
            halfWord.put(in.get(position++));
            if (!halfWord.hasRemaining()) {
                halfWord.clear();
                take(halfWord, 0, 1);
            }
        }
        int whole = (end - position) / 8;
        take(in, position, whole);
        position += 8 * whole;
        while (position < end && !outOfStep) {
            halfWord.put(in.get(position++));
        }
    }

    private void take(ByteBuffer in, int offset, int words) {
        FrameFault fault = outOfStep ? null : events.words(in, offset, words);
        if (fault != null) {
            stepLost(fault, events.trouble());
        }
    }

    private void endOfGroup() {
        if (barrier.open() && !outOfStep) {
            if (halfWord.position() > 0 || events.inside()) {
                stepLost(FrameFault.FRAMING, "an aligned message ends inside an event");
            } else if (events.count() != announced) {
                stepLost(
                        FrameFault.MISCOUNT,
                        announced + " events announced, " + events.count() + " came");
            }
        }
        dropGroup();
    }

    private void stepLost(FrameFault fault, String what) {
        outOfStep = true;
        listener.outOfStep(fault, what);
    }

    private void dropGroup() {
        announced = 0;
        halfWord.clear();
        events.reset();
    }
}
