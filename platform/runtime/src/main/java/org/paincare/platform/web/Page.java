package org.paincare.platform.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next cursor of the next page; absent on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** Says of a described answer that it is a page of the schema named, not one of them. */
    public static final String DESCRIBED = "A page";
}
