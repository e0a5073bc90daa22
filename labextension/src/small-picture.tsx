import React, { useEffect, useRef, useState } from 'react';

import { figuresIcon } from './icon';
import { SmallPictures } from './small-pictures';

interface ISmallPictureProps {
  readonly revision: string;
  readonly pictures: SmallPictures;
  /** Of the element around it. */
  readonly className: string;
  /** Width and height of the icon where there is no picture. */
  readonly icon: string;
}

/**
 * A revision's small picture, asked for when it comes into sight.
 */
export function SmallPicture(props: ISmallPictureProps): JSX.Element {
  const { revision, pictures, icon } = props;
  const place = useRef<HTMLSpanElement>(null);
  const [source, setSource] = useState<string | null | undefined>();
  useEffect(() => {
    let wanted = true;
    const watch = new IntersectionObserver(entries => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        watch.disconnect();
        void pictures.of(revision).then(found => wanted && setSource(found));
      }
    });
    if (place.current) {
      watch.observe(place.current);
    }
    return () => {
      wanted = false;
      watch.disconnect();
    };
  }, [revision]);
  return (
    <span className={props.className} ref={place}>
      {source && <img src={source} alt="" draggable={false} />}
      {source === null && (
        <span className="gofigr-mod-blank">
          <figuresIcon.react tag="span" width={icon} height={icon} />
        </span>
      )}
    </span>
  );
}
