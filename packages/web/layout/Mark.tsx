/** Two shores and the strip of land that joins them. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="mark">
      <path
        fill="currentColor"
        d="M4 3c6 0 9 4 9 8.500 0 2.500 1 3 3 3s3-.5 3-3C19 7 22 3 28 3v26c-6 0-9-4-9-8.500 0-2.500-1-3-3-3s-3 .5-3 3C13 25 10 29 4 29z"
      />
    </svg>
  )
}
